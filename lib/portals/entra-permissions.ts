/** Microsoft Graph itself, as Entra ID knows it in every directory and cloud. */
export const graphAppId = "00000003-0000-0000-c000-000000000000";

/** The application permissions that Seatwise can use, with the IDs of Graph's app roles. */
export const entraPermissions = [
  { name: "User.Read.All", roleId: "df021288-bdef-4463-88db-98f22de89214", unlocks: "users", isRequired: true },
  {
    name: "Organization.Read.All",
    roleId: "498476ce-e0fe-48b0-b801-37ba7e2685c6",
    unlocks: "licences",
    isRequired: true,
  },
  {
    name: "GroupMember.Read.All",
    roleId: "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    unlocks: "groups",
    isRequired: false,
  },
  {
    name: "AuditLog.Read.All",
    roleId: "b0afded3-3588-46d8-8b3d-9842eff778da",
    unlocks: "sign-in-activity",
    isRequired: false,
  },
] as const;

export type EntraPermission = (typeof entraPermissions)[number];
export type OptionalPermission = Extract<EntraPermission, { isRequired: false }>["name"];

export const optionalPermissions: readonly OptionalPermission[] = entraPermissions.flatMap((each) =>
  each.isRequired ? [] : [each.name],
);

/** Accepted in place of others; what each of them covers is the judgement of lib/graph/permissions. */
export const substitutePermissions = { directory: "Directory.Read.All", assignment: "LicenseAssignment.Read.All" };

/** Delegated; Entra adds it to each new registration. */
export const delegatedPermission = "User.Read";

/** As manuals spell it. Microsoft Graph has no permission of this name. */
export const misspeltPermission = "Organisation.Read.All";
