"use client";

import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Tone } from "@/components/ui/tone";
import { type ConnectionStep, connectionSteps, type StepResult } from "@/lib/graph/connection-report";
import { Copyable } from "../copyable";
import { type Translate, wordStep } from "./step-text";

type State = StepResult["state"] | "running" | "waiting";

const looks: Record<State, { tone: Tone; icon: ReactNode; isMoving?: boolean; isOutlined?: boolean }> = {
  waiting: { tone: "grey", icon: <CircleDashed aria-hidden />, isOutlined: true },
  running: { tone: "blue", icon: <LoaderCircle aria-hidden />, isMoving: true },
  passed: { tone: "green", icon: <CircleCheck aria-hidden /> },
  warning: { tone: "amber", icon: <TriangleAlert aria-hidden /> },
  failed: { tone: "red", icon: <CircleAlert aria-hidden /> },
  skipped: { tone: "grey", icon: <CircleSlash aria-hidden /> },
};

type Props = { results: readonly StepResult[]; current: ConnectionStep | null };

/** All steps in their order, those to come as well: nothing moves while they are ticked off. */
export function StepList({ results, current }: Props) {
  const t = useTranslations("connectionTest");
  return (
    <ol aria-label={t("list")} className="flex flex-col divide-y divide-line rounded border border-line">
      {connectionSteps.map((step) => (
        <Step
          key={step}
          step={step}
          result={results.find((each) => each.step === step) ?? null}
          isRunning={step === current}
        />
      ))}
    </ol>
  );
}

type StepProps = { step: ConnectionStep; result: StepResult | null; isRunning: boolean };

function Step({ step, result, isRunning }: StepProps) {
  const t = useTranslations("connectionTest");
  const state = result?.state ?? (isRunning ? "running" : "waiting");
  // Said once by the step that failed; here it is enough on hover.
  const isSkippedOver = state === "skipped" && result?.code === null;
  return (
    <li className="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-1 px-3 py-2">
      <span className={state === "waiting" || isSkippedOver ? "text-muted" : "font-semibold"}>
        {t(`steps.${step}`)}
      </span>
      <span className="flex items-center gap-2">
        {result && <Took ms={result.durationMs} />}
        <StatusBadge
          {...looks[state]}
          label={t(`states.${state}`)}
          title={isSkippedOver ? t("skippedText") : undefined}
        />
      </span>
      {result && !isSkippedOver && <Outcome result={result} />}
    </li>
  );
}

function Took({ ms }: { ms: number | null }) {
  const t = useTranslations("connectionTest.duration");
  if (ms === null) return null;
  return (
    <span className="tabular text-xs whitespace-nowrap text-muted">
      {ms < 1_000 ? t("ms", { ms }) : t("seconds", { seconds: Math.round(ms / 100) / 10 })}
    </span>
  );
}

function Outcome({ result }: { result: StepResult }) {
  const t = useTranslations("connectionTest");
  const { text, detail, remedy } = wordStep(t as unknown as Translate, result);
  return (
    <div className="col-span-2 flex min-w-0 flex-col gap-1 wrap-break-word">
      {text && (
        <p className={result.state === "failed" || result.state === "warning" ? undefined : "text-muted"}>{text}</p>
      )}
      {detail && <p>{detail}</p>}
      {remedy && <p className="text-muted">{remedy}</p>}
      {result.state !== "passed" && <Details result={result} />}
    </div>
  );
}

/** Microsoft's own words, for whoever asks Microsoft's support. */
function Details({ result: { microsoftCode, microsoftMessage, requestId } }: { result: StepResult }) {
  const t = useTranslations("connectionTest.details");
  if (!microsoftCode && !microsoftMessage && !requestId) return null;
  return (
    <details>
      <summary className="w-fit rounded text-link">{t("open")}</summary>
      <dl className="grid gap-x-4 gap-y-1 pt-1 sm:grid-cols-[auto_1fr]">
        <Fact label={t("code")} value={microsoftCode} />
        <Fact label={t("message")} value={microsoftMessage} isText />
        <Fact label={t("requestId")} value={requestId} />
      </dl>
    </details>
  );
}

function Fact({ label, value, isText }: { label: string; value: string | null; isText?: boolean }) {
  const t = useTranslations("ui");
  if (!value) return null;
  return (
    <div className="contents">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">
        {isText ? (
          <span className="flex items-start gap-1">
            <span className="min-w-0 text-xs wrap-break-word">{value}</span>
            <CopyButton value={value} label={`${t("copy")}: ${label}`} />
          </span>
        ) : (
          <Copyable label={label} value={value} isId />
        )}
      </dd>
    </div>
  );
}
