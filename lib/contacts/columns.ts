import type { ContactField } from "./schema";

/** Constants: they stand in statements as they are. */
export const contactColumns: Record<ContactField, string> = {
  displayName: "display_name",
  mail: "mail",
  customId: "custom_id",
  phone: "phone",
  department: "department",
  companyName: "company_name",
  jobTitle: "job_title",
  city: "city",
  country: "country",
  notes: "notes",
};

/** Columns that hold null where nothing is known, as imports leave them. */
const nullable = new Set<ContactField>(["customId", "companyName", "jobTitle", "city", "country"]);

export const toColumnValue = (field: ContactField, value: string): string | null =>
  value === "" && nullable.has(field) ? null : value;
