"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, type SubmitEvent, useEffect } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { useWizard } from "./wizard-provider";
import { isStepFilled, neighbourOf, reachableStep, stepHref, type WizardStep, wizardSteps } from "./wizard-steps";

type Props = {
  step: WizardStep;
  isPending: boolean;
  /** the step itself is at fault */
  hasError: boolean;
  /** checks the step and goes on, or saves */
  onNext: () => void;
  children: ReactNode;
};

/** Steps at the left, one of them open, and the way back, on and out. */
export function WizardFrame({ step, isPending, hasError, onNext, children }: Props) {
  const t = useTranslations("portals.wizard");
  const common = useTranslations("common");
  const router = useRouter();
  const { draft, isReady } = useWizard();
  const reachable = reachableStep(step, draft.values);
  useEffect(() => {
    if (isReady && reachable !== step) router.replace(stepHref(reachable));
  }, [isReady, reachable, step, router]);
  const before = neighbourOf(step, -1);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    // The forms of the dialogs above this one are below it for React.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!isPending) onNext();
  };
  return (
    <div className="flex flex-col gap-4 md:flex-row md:gap-8">
      <StepList current={step} hasError={hasError} />
      <form onSubmit={submit} noValidate className="flex min-w-0 flex-1 flex-col gap-5" aria-busy={!isReady}>
        <h2 className="text-lg">{t(`step.${step}`)}</h2>
        <div className={clsx("flex flex-col gap-5", step === "exclusions" ? "max-w-270" : "max-w-180")}>
          {isReady && reachable === step && children}
        </div>
        <div className="sticky bottom-0 z-10 flex max-w-270 flex-wrap gap-2 border-t border-line bg-canvas py-3">
          {before && <ButtonLink href={stepHref(before)}>{common("back")}</ButtonLink>}
          <Button type="submit" appearance="primary" isPending={isPending} disabled={!isReady}>
            {step === "done" ? t("finish") : common("next")}
          </Button>
          <ButtonLink href="/settings/microsoft-365" appearance="subtle">
            {common("cancel")}
          </ButtonLink>
        </div>
      </form>
    </div>
  );
}

function StepList({ current, hasError }: { current: WizardStep; hasError: boolean }) {
  const t = useTranslations("portals.wizard");
  const { draft, isReady } = useWizard();
  return (
    <nav aria-label={t("steps")} className="md:w-60 md:shrink-0">
      <ol className="flex md:flex-col md:gap-1">
        {wizardSteps.map((step, index) => {
          const isCurrent = step === current;
          const isDone = !isCurrent && draft.done.includes(step) && isStepFilled(step, draft.values);
          const isOpen = isReady && reachableStep(step, draft.values) === step;
          const state = isCurrent && hasError ? "error" : isCurrent ? "current" : isDone ? "done" : "open";
          const content = (
            <>
              <span
                aria-hidden
                className={clsx(
                  "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-semibold",
                  state === "error" && "border-red bg-red-soft text-red",
                  state === "current" && "border-brand bg-brand text-on-brand",
                  state === "done" && "border-green bg-green-soft text-green",
                  state === "open" && "border-control text-muted",
                )}
              >
                {state === "done" ? <Check className="size-4" /> : state === "error" ? "!" : index + 1}
              </span>
              <span className={clsx(isCurrent ? "truncate font-semibold" : "max-md:sr-only")}>{t(`step.${step}`)}</span>
              <span className="sr-only">, {t(`state.${state}`)}</span>
            </>
          );
          const look = "flex h-10 items-center gap-2 rounded px-2 whitespace-nowrap";
          return (
            <li key={step} className={clsx(isCurrent && "min-w-0")}>
              {isOpen && !isCurrent ? (
                <Link href={stepHref(step)} className={clsx(look, "hover:bg-hover")}>
                  {content}
                </Link>
              ) : (
                <span
                  aria-current={isCurrent ? "step" : undefined}
                  className={clsx(look, !isCurrent && "text-muted", isCurrent && "bg-selected")}
                >
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
