import { useTranslations } from "next-intl";
import { guideSteps } from "@/lib/portals/entra-links";

/** The steps, at the left where there is room for it. */
export function GuideContents() {
  const t = useTranslations("help");
  return (
    <nav aria-label={t("contents")} className="lg:sticky lg:top-16 lg:w-60 lg:shrink-0">
      <ol className="flex flex-col rounded border border-line bg-surface py-1 sm:max-lg:grid sm:max-lg:grid-cols-2">
        {guideSteps.map((step, position) => (
          <li key={step}>
            <a href={`#${step}`} className="flex gap-2 px-3 py-1.5 -outline-offset-2 hover:bg-hover">
              <span className="tabular text-muted">{position + 1}.</span>
              <span className="min-w-0">{t(`titles.${step}`)}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
