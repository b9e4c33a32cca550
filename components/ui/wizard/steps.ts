import type { ActionError } from "@/lib/actions/result";

/** One step of a wizard, as it stands. */
export type Step = {
  key: string;
  label: string;
  href: string;
  /** whether what it asks for is there; whether that is right is asked of the server when it is left */
  isFilled: boolean;
  /** what is entered in it; a field that lies deeper ("a.0.b") belongs to its first part */
  fields: readonly string[];
};

export type StepState = "error" | "current" | "done" | "open";

export function neighbourOf(steps: readonly Step[], key: string, by: 1 | -1): Step | null {
  return steps[steps.findIndex((step) => step.key === key) + by] ?? null;
}

/** The first step that has to be filled before this one can be shown; the step itself when there is none. */
export function reachableStep(steps: readonly Step[], wanted: string): Step {
  const step = steps.find(({ key }) => key === wanted);
  if (!step) throw new Error(`no step ${wanted}`);
  return steps.slice(0, steps.indexOf(step)).find(({ isFilled }) => !isFilled) ?? step;
}

/** Something wrong is said first; a step is done once it was left with everything right and still holds what it asks for. */
export function stateOf(
  { key, isFilled }: Step,
  { current, done, atFault }: { current: string; done: readonly string[]; atFault: readonly string[] },
): StepState {
  if (atFault.includes(key)) return "error";
  if (key === current) return "current";
  return done.includes(key) && isFilled ? "done" : "open";
}

const ownsField = ({ fields }: Step, field: string) => fields.includes(field.split(".")[0] ?? "");

/** The fields at fault that a step cannot show beside an input. */
export const foreignFields = (step: Step, { fields }: ActionError): string[] =>
  Object.keys(fields).filter((field) => !ownsField(step, field));

/**
 * What a refusal says, at the steps where it was entered; in the order of the steps.
 * @param asking the step whose button asked: what is of no other step, or of no field, is said there
 */
export function faultsByStep(steps: readonly Step[], asking: string, error: ActionError): [string, ActionError][] {
  const faults = Object.entries(error.fields);
  const homeOf = (field: string) => steps.find((step) => ownsField(step, field))?.key ?? asking;
  if (faults.length === 0) return [[asking, error]];
  return steps.flatMap(({ key }): [string, ActionError][] => {
    const own = faults.filter(([field]) => homeOf(field) === key);
    return own.length === 0 ? [] : [[key, { ...error, fields: Object.fromEntries(own) }]];
  });
}
