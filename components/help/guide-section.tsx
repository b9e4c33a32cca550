import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type EntraIds, type EntraPlace, type GuideStep, guideSteps } from "@/lib/portals/entra-links";
import { EntraLink } from "./entra-link";

type Props = {
  step: GuideStep;
  /** where in Entra it is done */
  place?: EntraPlace;
  ids?: EntraIds;
  /** beside the title */
  badge?: ReactNode;
  children: ReactNode;
};

/** A step of the guide under its anchor. */
export function GuideSection({ step, place, ids, badge, children }: Props) {
  const t = useTranslations("help.titles");
  const id = `${step}-title`;
  return (
    <section id={step} aria-labelledby={id} className="flex flex-col gap-3 border-t border-line pt-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id={id} className="text-lg">
            {guideSteps.indexOf(step) + 1}. {t(step)}
          </h2>
          {badge}
        </div>
        {place && ids && <EntraLink place={place} ids={ids} />}
      </div>
      {children}
    </section>
  );
}

/** A part of a step. */
export function GuidePart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** What to do, in this order. */
export function Actions({ children }: { children: ReactNode }) {
  return <ol className="flex list-decimal flex-col gap-1.5 ps-6 marker:text-muted">{children}</ol>;
}
