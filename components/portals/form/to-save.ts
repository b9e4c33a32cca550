import type { PortalValues } from "./portal-values";

/** The entries as they are sent to be saved; the credential goes by its id, apart from them. */
export type ValuesToSave = Omit<PortalValues, "kind" | "staged">;

export function toSave({ kind: _kind, staged: _staged, ...values }: PortalValues): ValuesToSave {
  return values;
}
