import { z } from "zod";

// The shapes of Microsoft Graph v1.0, as far as they are read. What is not known is ignored; what PostgreSQL could not store is
// put right here, at the edge: GUIDs in one spelling, no NUL and no half characters in texts, no dates that are none.

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "must be a GUID")
  .transform((value) => value.toLowerCase());
const storable = (value: string) => value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\ufffd");
const text = z
  .string()
  .nullish()
  .transform((value) => (value ? storable(value) : "") || null);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);
const count = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? 0);
const instant = z
  .string()
  .nullish()
  .transform((value) => (value && !Number.isNaN(Date.parse(value)) ? value : null));
const listOf = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

export const organizationSchema = z.object({
  id: guid,
  displayName: text,
  verifiedDomains: listOf(z.object({ name: text, isDefault: flag, isInitial: flag })),
  tenantType: text,
});

const servicePlanSchema = z.object({
  servicePlanId: guid,
  servicePlanName: text,
  provisioningStatus: text,
  appliesTo: text,
});

const noUnits = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0 };

export const subscribedSkuSchema = z.object({
  skuId: guid,
  skuPartNumber: text,
  appliesTo: text,
  capabilityStatus: text,
  consumedUnits: count,
  prepaidUnits: z
    .object({ enabled: count, warning: count, suspended: count, lockedOut: count })
    .nullish()
    .transform((value) => value ?? noUnits),
  servicePlans: listOf(servicePlanSchema),
  subscriptionIds: listOf(z.string()),
});

export const companySubscriptionSchema = z.object({
  id: z.string().min(1),
  commerceSubscriptionId: text,
  skuId: guid,
  skuPartNumber: text,
  status: text,
  totalLicenses: count,
  isTrial: flag,
  createdDateTime: instant,
  nextLifecycleDateTime: instant,
});

const assignedLicenseSchema = z.object({ skuId: guid, disabledPlans: listOf(guid) });

const assignmentStateSchema = z.object({
  skuId: guid,
  /** null: direct */
  assignedByGroup: guid.nullish().transform((value) => value ?? null),
  disabledPlans: listOf(guid),
  state: text,
  /** "None" is how Graph often says that there is none. */
  error: text.transform((value) => (value?.toLowerCase() === "none" ? null : value)),
  lastUpdatedDateTime: instant,
});
export type GraphAssignmentState = z.output<typeof assignmentStateSchema>;

export const userSchema = z.object({
  id: guid,
  userPrincipalName: text,
  displayName: text,
  mail: text,
  accountEnabled: flag,
  userType: text,
  usageLocation: text,
  department: text,
  companyName: text,
  city: text,
  country: text,
  jobTitle: text,
  officeLocation: text,
  employeeId: text,
  createdDateTime: instant,
  onPremisesSyncEnabled: flag,
  /** null: withheld. An empty list is a person without licences; the two must not be taken for one another. */
  assignedLicenses: z
    .array(assignedLicenseSchema)
    .nullish()
    .transform((value) => value ?? null),
  licenseAssignmentStates: listOf(assignmentStateSchema),
});
export type GraphUser = z.output<typeof userSchema>;

export const groupSchema = z.object({
  id: guid,
  displayName: text,
  assignedLicenses: listOf(assignedLicenseSchema),
});

const lenientText = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? "");

/** Of an error or of one of the errors inside it; members that are missing are empty texts. */
export type GraphErrorBody = {
  code: string;
  message: string;
  "request-id": string;
  "client-request-id": string;
  innerError?: GraphErrorBody | null;
  /** Some services spell it so. */
  innererror?: GraphErrorBody | null;
};

const errorMembers = {
  code: lenientText,
  message: lenientText,
  "request-id": lenientText,
  "client-request-id": lenientText,
};
const innerErrorSchema: z.ZodType<GraphErrorBody | null | undefined> = z
  .lazy(() => z.object({ ...errorMembers, innerError: innerErrorSchema, innererror: innerErrorSchema }))
  .nullish()
  .catch(null);

export const graphErrorSchema = z.object({
  error: z.object({ ...errorMembers, innerError: innerErrorSchema, innererror: innerErrorSchema }),
});
