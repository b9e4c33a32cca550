"use client";

import { PlugZap, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar, type MessageTone } from "@/components/ui/message-bar";
import { RelativeTime } from "@/components/ui/relative-time";
import { useErrorText } from "@/lib/actions/use-error-text";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import type { ConnectionTest as Request } from "@/lib/portals/schema";
import { PermissionCoach } from "./permission-coach";
import { StepList } from "./step-list";
import { type Fault, useConnectionTest } from "./use-connection-test";

type Props = {
  /** what is to be tested, as it is now; null: something is missing for that */
  getRequest: () => Request | null;
  onReport: (report: ConnectionReport) => void;
  /** of these entries; null once they have changed */
  lastReport: ConnectionReport | null;
  ids: { clientId: string; tenantId: string };
  startsAtOnce?: boolean;
};

/** Tries a connection step by step while one watches. A failure warns; it forbids nothing. */
export function ConnectionTest({ getRequest, onReport, lastReport, ids, startsAtOnce = false }: Props) {
  const t = useTranslations("connectionTest");
  const startButton = useRef<HTMLButtonElement>(null);
  const stopButton = useRef<HTMLButtonElement>(null);
  const test = useConnectionTest({
    getRequest,
    onReport,
    lastReport,
    startsAtOnce,
    // The button goes, and would take the focus along.
    onEnd: () => document.activeElement === stopButton.current && startButton.current?.focus(),
  });
  const { isRunning, current, report, fault } = test;
  const results = report?.steps ?? test.results;
  const last = test.results.at(-1);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <Button
          ref={startButton}
          icon={<PlugZap aria-hidden />}
          isPending={isRunning}
          onClick={() => void test.start()}
        >
          {t("start")}
        </Button>
        {isRunning && (
          <Button ref={stopButton} appearance="subtle" icon={<Square aria-hidden />} onClick={test.stop}>
            {t("stop")}
          </Button>
        )}
        {report && (
          <span className="text-muted">
            {t("testedAt")} <RelativeTime value={report.at} />
          </span>
        )}
      </div>
      <p className="text-muted">{t("hint")}</p>
      <p role="status" className="sr-only">
        {isRunning && last && t("announce", { step: t(`steps.${last.step}`), state: t(`states.${last.state}`) })}
      </p>
      {fault && <FaultBar fault={fault} />}
      {report && <OutcomeBar outcome={report.outcome} />}
      {(isRunning || results.length > 0) && <StepList results={results} current={current} />}
      {report && report.permissions.length > 0 && <PermissionCoach permissions={report.permissions} ids={ids} />}
    </div>
  );
}

const tones: Record<ConnectionReport["outcome"], MessageTone> = {
  passed: "success",
  warning: "warning",
  // A portal may be saved before somebody in the tenant has done their part.
  failed: "warning",
};

function OutcomeBar({ outcome }: { outcome: ConnectionReport["outcome"] }) {
  const t = useTranslations("connectionTest.outcome");
  return (
    <MessageBar tone={tones[outcome]} title={t(`${outcome}.title`)}>
      {t(`${outcome}.text`)}
    </MessageBar>
  );
}

function FaultBar({ fault }: { fault: Fault }) {
  const t = useTranslations("connectionTest");
  const errors = useErrorText();
  const tone = fault.kind === "stopped" || fault.kind === "changed" || fault.kind === "notReady" ? "info" : "error";
  return <MessageBar tone={tone}>{fault.kind === "refused" ? errors.text(fault.error) : t(fault.kind)}</MessageBar>;
}
