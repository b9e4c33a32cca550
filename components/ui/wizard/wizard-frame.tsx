"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import { Button, ButtonLink } from "../button";
import { MessageBar } from "../message-bar";
import { neighbourOf, reachableStep, type Step, type StepState, stateOf } from "./steps";
import { useWizard } from "./wizard";

type Props = {
  /** the key of the step that is shown */
  step: string;
  isPending: boolean;
  /** of the step as a whole */
  error?: string | null;
  /** checks the step and goes on, or saves; a field's Enter does the same */
  onNext: () => void;
  /** tables and lists beside each other need more room than fields */
  isWide?: boolean;
  children: ReactNode;
};

/** Steps at the left, one of them open, and the way back, on and out. */
export function WizardFrame({ step, isPending, error, onNext, isWide = false, children }: Props) {
  const common = useTranslations("common");
  const router = useRouter();
  const { steps, isReady, cancelHref, finishLabel, shown } = useWizard();
  const heading = useRef<HTMLHeadingElement>(null);
  const reachable = reachableStep(steps, step);
  const isShown = isReady && reachable.key === step;
  useEffect(() => {
    if (isReady && reachable.key !== step) router.replace(reachable.href);
  }, [isReady, reachable.key, reachable.href, step, router]);
  useEffect(() => {
    if (!isShown) return;
    // Who goes on by the keyboard, or listens, is where the step begins.
    if (shown.current !== null && shown.current !== step) heading.current?.focus();
    shown.current = step;
  }, [isShown, step, shown]);
  const before = neighbourOf(steps, step, -1);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    // The forms of the dialogs above this one are below it for React.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!isPending) onNext();
  };
  return (
    <div className="flex flex-col gap-4 md:flex-row md:gap-8">
      <StepList current={step} />
      <form onSubmit={submit} noValidate className="flex min-w-0 flex-1 flex-col gap-5" aria-busy={!isReady}>
        <h2 ref={heading} tabIndex={-1} className="text-lg outline-none">
          {steps.find(({ key }) => key === step)?.label}
        </h2>
        <div className={clsx("flex flex-col gap-5", isWide ? "max-w-270" : "max-w-180")}>
          {isShown && error && <MessageBar tone="error">{error}</MessageBar>}
          {isShown && children}
        </div>
        <div className="sticky bottom-0 z-10 flex max-w-270 flex-wrap gap-1.5 border-t border-line bg-canvas py-3 sm:gap-2">
          {before && <ButtonLink href={before.href}>{common("back")}</ButtonLink>}
          <Button type="submit" appearance="primary" isPending={isPending} disabled={!isReady}>
            {neighbourOf(steps, step, 1) ? common("next") : finishLabel}
          </Button>
          <ButtonLink href={cancelHref} appearance="subtle">
            {common("cancel")}
          </ButtonLink>
        </div>
      </form>
    </div>
  );
}

function StepList({ current }: { current: string }) {
  const t = useTranslations("ui.wizard");
  const { steps, isReady, done, atFault } = useWizard();
  return (
    <nav aria-label={t("steps")} className="md:w-60 md:shrink-0">
      <ol className="flex md:flex-col md:gap-1">
        {steps.map((step, index) => {
          const isCurrent = step.key === current;
          const isOpen = isReady && reachableStep(steps, step.key).key === step.key;
          const state = stateOf(step, { current, done, atFault });
          const content = <StepLabel step={step} state={state} number={index + 1} isCurrent={isCurrent} />;
          const look = "flex h-10 items-center gap-2 rounded px-2 whitespace-nowrap";
          return (
            <li key={step.key} className={clsx(isCurrent && "min-w-0")}>
              {isOpen && !isCurrent ? (
                <Link href={step.href} className={clsx(look, "hover:bg-hover")}>
                  {content}
                </Link>
              ) : (
                <span
                  aria-current={isCurrent ? "step" : undefined}
                  className={clsx(look, isCurrent ? "bg-selected" : "text-muted")}
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

type LabelProps = { step: Step; state: StepState; number: number; isCurrent: boolean };

function StepLabel({ step, state, number, isCurrent }: LabelProps) {
  const t = useTranslations("ui.wizard");
  return (
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
        {state === "done" ? <Check className="size-4" /> : state === "error" ? "!" : number}
      </span>
      <span className={clsx(isCurrent ? "truncate font-semibold" : "max-md:sr-only")}>{step.label}</span>
      <span className="sr-only">, {t(`state.${state}`)}</span>
    </>
  );
}
