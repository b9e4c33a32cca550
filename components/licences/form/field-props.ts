import type { ReactNode } from "react";
import type { LicenceValues } from "./licence-values";

/** What each group of fields gets, of the wizard as of the edit form. */
export type FieldProps = {
  values: LicenceValues;
  onChange: (change: Partial<LicenceValues>) => void;
  fieldError: (name: string) => ReactNode;
};
