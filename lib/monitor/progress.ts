import type { LogLevel, RunKind, RunPortalStatus, RunStatus } from "@/lib/db/generated/enums";

/** A run as the browser follows it. Travels as JSON, so times are text. */
export type RunState = {
  id: number;
  kind: RunKind;
  status: RunStatus;
  isCancelRequested: boolean;
  /** `import`, `recalculation` or `catalogue`; null before and after */
  phase: string | null;
  /** in the phase `import`: users read, of users that Graph counts in the portals read so far */
  stepsDone: number;
  stepsTotal: number;
  portals: RunStatePortal[];
  /** the newest ones, oldest first, in the person's language */
  lines: RunLine[];
};

export type RunStatePortal = {
  id: string;
  name: string;
  status: RunPortalStatus;
  /** so far */
  usersRead: number;
  userPages: number;
  requests: number;
  retries: number;
  waitedMs: number;
};

export type RunLine = { id: string; at: string; level: LogLevel; portalName: string | null; text: string };

/** Of a run that is open, for the bar at the top of every page. */
export type OpenRun = Pick<RunState, "id" | "kind" | "status" | "phase" | "stepsDone" | "stepsTotal">;

type Progress = Pick<RunState, "phase" | "stepsDone" | "stepsTotal">;

export const isOpen = (status: RunStatus) => status === "queued" || status === "running";

/** Whether importing the portal again may help: its part has ended and changed nothing. */
export const isRetryable = (status: RunPortalStatus) =>
  status === "failed" || status === "quarantined" || status === "cancelled";

/** null while the end cannot be known. A full import is not done before its portals are: it never shows 100. */
export function percentOf({ phase, stepsDone, stepsTotal }: Progress): number | null {
  if (phase !== "import" || stepsTotal <= 0) return null;
  return Math.min(99, (stepsDone / stepsTotal) * 100);
}

/** Changes whenever something of the run has to be shown anew beside its progress. */
export function stageOf({ status, phase, isCancelRequested, portals, lines }: RunState): string {
  const states = portals.map(({ id, status: state, requests }) => `${id}=${state}:${requests}`);
  return [status, phase, isCancelRequested, ...states, lines.at(-1)?.id].join("|");
}
