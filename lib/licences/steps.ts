/** The steps in which a licence is added by hand, and the groups of its form; each by the fields that it asks for. */
export const fieldsOfStep = {
  general: ["name", "licenceNumber", "quantity", "expiresOn", "notes"],
  acquisition: ["channelId", "licenceKey", "serialNumber"],
  type: ["metric", "kind", "baseLicenceId"],
  product: ["productId"],
} as const;

export type LicenceStep = keyof typeof fieldsOfStep;
export const licenceSteps: readonly LicenceStep[] = ["general", "acquisition", "type", "product"];
