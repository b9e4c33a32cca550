"use client";

import { createContext, type ReactNode, type RefObject, useContext, useRef, useState } from "react";
import type { ActionError } from "@/lib/actions/result";
import { LeaveGuard } from "../leave-guard";
import type { Step } from "./steps";
import type { Draft, DraftStore } from "./use-draft";

/** What is wrong in a step, and what was entered when that was found. */
type Fault<Values> = { error: ActionError; values: Values };

type Context = {
  steps: readonly Step[];
  done: readonly string[];
  isReady: boolean;
  cancelHref: string;
  finishLabel: string;
  /** steps with something wrong in them */
  atFault: readonly string[];
  /** @property holds false once the field was changed since */
  faultOf: (step: string) => { error: ActionError; holds: (field: string) => boolean } | null;
  /** Says of a step that all in it is right. */
  pass: (step: string) => void;
  /** Says what is wrong, step by step. */
  refuse: (faults: readonly [step: string, ActionError][]) => void;
  /** the step that was shown last; null while none was */
  shown: RefObject<string | null>;
};

const WizardContext = createContext<Context | null>(null);

export function useWizard(): Context {
  const wizard = useContext(WizardContext);
  if (!wizard) throw new Error("outside a wizard");
  return wizard;
}

type Props<Values, State extends Draft<Values>> = Pick<Context, "steps" | "cancelHref" | "finishLabel"> & {
  /** the addresses of the steps begin like this */
  path: string;
  store: DraftStore<State>;
  /** What was said of a field holds until it is changed. */
  isSameEntry: (field: string, before: Values, now: Values) => boolean;
  /** something would be lost */
  isTouched: boolean;
  onDiscard: () => void;
  children: ReactNode;
};

/**
 * A wizard of steps, each with an address of its own: stands in the layout around them, over what the feature remembers
 * (`useDraft`). Each step is a `WizardFrame` and leaves by `useStep`.
 */
export function Wizard<Values, State extends Draft<Values>>({
  path,
  store: { draft, setDraft, isReady },
  isSameEntry,
  isTouched,
  onDiscard,
  children,
  ...rest
}: Props<Values, State>) {
  const { values, done } = draft;
  const changeDone = (change: (done: string[]) => string[]) =>
    setDraft((before) => ({ ...before, done: change(before.done) }));
  const [faults, setFaults] = useState<Record<string, Fault<Values>>>({});
  const shown = useRef<string | null>(null);
  const holds = ({ values: before }: Fault<Values>, field: string) => isSameEntry(field, before, values);
  /** What was said of fields is settled, as far as anybody knows, once all of them were changed. */
  const isOpen = (fault: Fault<Values>) => {
    const fields = Object.keys(fault.error.fields);
    return fields.length === 0 || fields.some((field) => holds(fault, field));
  };
  const context: Context = {
    ...rest,
    done,
    isReady,
    atFault: Object.entries(faults).flatMap(([step, fault]) => (isOpen(fault) ? step : [])),
    faultOf: (step) => {
      const fault = faults[step];
      return fault ? { error: fault.error, holds: (field) => holds(fault, field) } : null;
    },
    pass: (step) => {
      setFaults(({ [step]: _passed, ...others }) => others);
      changeDone((done) => [...new Set([...done, step])]);
    },
    refuse: (refused) => {
      setFaults((before) => ({
        ...before,
        ...Object.fromEntries(refused.map(([step, error]) => [step, { error, values }])),
      }));
      changeDone((done) => done.filter((step) => refused.every(([each]) => each !== step)));
    },
    shown,
  };
  return (
    <WizardContext value={context}>
      {children}
      <LeaveGuard isActive={isTouched} ownPath={path} onDiscard={onDiscard} />
    </WizardContext>
  );
}
