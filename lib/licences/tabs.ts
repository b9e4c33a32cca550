/** The tabs of an imported licence's drawer, in their order. */
export const licenceTabs = ["details", "seats", "notes", "history"] as const;
export type LicenceTab = (typeof licenceTabs)[number];
