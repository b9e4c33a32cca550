import type { LicenceKind, LicenceMetric } from "@/lib/db/generated/enums";
import type { LicenceForm as StoredLicence } from "@/lib/licences/queries-form";

/** What wizard and edit form hold while a person works on them, as typed. */
export type LicenceValues = {
  name: string;
  licenceNumber: string;
  quantity: string;
  /** YYYY-MM-DD */
  expiresOn: string;
  notes: string;
  channelId: number | null;
  /** null: the stored one stays, which is never sent to the form */
  licenceKey: string | null;
  serialNumber: string;
  metric: LicenceMetric;
  kind: LicenceKind;
  baseLicenceId: number | null;
  productId: number | null;
};

export const emptyLicence: LicenceValues = {
  name: "",
  licenceNumber: "",
  quantity: "",
  expiresOn: "",
  notes: "",
  channelId: null,
  licenceKey: "",
  serialNumber: "",
  metric: "user_cal",
  kind: "full_version",
  baseLicenceId: null,
  productId: null,
};

export function valuesOfStored({ id: _id, version: _version, hasLicenceKey, ...stored }: StoredLicence): LicenceValues {
  return {
    ...stored,
    licenceNumber: stored.licenceNumber ?? "",
    quantity: String(stored.quantity),
    expiresOn: stored.expiresOn ?? "",
    licenceKey: hasLicenceKey ? null : "",
    serialNumber: stored.serialNumber ?? "",
  };
}

/** The entries as they are sent to be saved. */
export const toSave = (values: LicenceValues) => ({ ...values, licenceKey: values.licenceKey ?? "" });
export type LicenceToSave = ReturnType<typeof toSave>;

/** What was said of a field holds until it is changed. */
export const isSameEntry = (field: string, before: LicenceValues, now: LicenceValues): boolean =>
  before[field as keyof LicenceValues] === now[field as keyof LicenceValues];

export type TheirChange = {
  field: keyof LicenceValues;
  before: LicenceValues[keyof LicenceValues];
  after: LicenceValues[keyof LicenceValues];
  /** what was typed here stands instead */
  isMineKept: boolean;
};

/**
 * What becomes of entries when somebody else has saved the licence meanwhile: what was typed stays, and where nothing was, theirs is taken.
 * @param opened as the form began @param stored as it is now
 */
export function mergeTheirs(
  opened: LicenceValues,
  stored: LicenceValues,
  mine: LicenceValues,
): { values: LicenceValues; changes: TheirChange[] } {
  const fields = (Object.keys(stored) as (keyof LicenceValues)[]).filter((field) => opened[field] !== stored[field]);
  const changes = fields
    .filter((field) => mine[field] !== stored[field])
    .map((field) => ({
      ...{ field, before: opened[field], after: stored[field] },
      isMineKept: mine[field] !== opened[field],
    }));
  const taken = changes.filter(({ isMineKept }) => !isMineKept).map(({ field, after }) => [field, after]);
  return { values: { ...mine, ...Object.fromEntries(taken) }, changes };
}
