export type DemoAssignedLicense = { skuId: string; disabledPlans: string[] };

/** One assignment, direct (`assignedByGroup` null) or through a group; the same SKU may occur several times. */
export type DemoAssignmentState = {
  skuId: string;
  assignedByGroup: string | null;
  disabledPlans: string[];
  state: "Active" | "ActiveWithError" | "Disabled" | "Error";
  error: string | null;
  lastUpdatedDateTime: string;
};

export type DemoSignIn = {
  lastSignInDateTime: string | null;
  lastNonInteractiveSignInDateTime: string | null;
  lastSuccessfulSignInDateTime: string | null;
};

export type DemoUser = {
  id: string;
  userPrincipalName: string;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  mail: string | null;
  accountEnabled: boolean | null;
  userType: "Member" | "Guest" | null;
  usageLocation: string | null;
  department: string | null;
  companyName: string | null;
  city: string | null;
  country: string | null;
  jobTitle: string | null;
  officeLocation: string | null;
  employeeId: string | null;
  mobilePhone: string | null;
  businessPhones: string[];
  preferredLanguage: string | null;
  createdDateTime: string | null;
  onPremisesSyncEnabled: boolean | null;
  externalUserState: "PendingAcceptance" | "Accepted" | null;
  /** Who consumes: the union of direct and inherited licences. */
  assignedLicenses: DemoAssignedLicense[];
  /** How and with which error; an entry in state Error is not held. */
  licenseAssignmentStates: DemoAssignmentState[];
  /** Null for a person who never signed in: Graph then leaves the property out. */
  signInActivity: DemoSignIn | null;
};

export type CapabilityStatus = "Enabled" | "Warning" | "Suspended" | "Deleted" | "LockedOut";

export type DemoServicePlan = {
  servicePlanId: string;
  servicePlanName: string;
  provisioningStatus: string;
  appliesTo: "User" | "Company";
};

export type DemoUnits = { enabled: number; warning: number; suspended: number; lockedOut: number };

export type DemoSku = {
  skuId: string;
  skuPartNumber: string;
  appliesTo: "User" | "Company";
  capabilityStatus: CapabilityStatus;
  prepaidUnits: DemoUnits;
  consumedUnits: number;
  servicePlans: DemoServicePlan[];
  subscriptionIds: string[];
};

export type DemoSubscription = {
  id: string;
  commerceSubscriptionId: string | null;
  skuId: string;
  skuPartNumber: string;
  status: CapabilityStatus;
  totalLicenses: number;
  isTrial: boolean;
  createdDateTime: string;
  nextLifecycleDateTime: string | null;
  ownerId: string | null;
  ownerType: string | null;
  ownerTenantId: string | null;
  serviceStatus: DemoServicePlan[];
};

export type DemoGroup = {
  id: string;
  displayName: string;
  description: string | null;
  groupTypes: string[];
  mail: string | null;
  mailEnabled: boolean;
  securityEnabled: boolean;
  visibility: string | null;
  createdDateTime: string;
  onPremisesSyncEnabled: boolean | null;
  assignedLicenses: DemoAssignedLicense[];
  licenseProcessingState: { state: string } | null;
};

/** A tenant as the emulator serves it. Plain and mutable: the next request sees what a test has changed. */
export type DemoTenant = {
  id: string;
  displayName: string;
  /** The default verified domain; the token endpoint accepts it in place of the id. */
  domain: string;
  initialDomain: string;
  countryLetterCode: string;
  preferredLanguage: string;
  createdDateTime: string;
  /** Whether Entra ID P1 or P2 is there, without which Graph refuses signInActivity. */
  hasEntraPremium: boolean;
  users: DemoUser[];
  /** Soft-deleted people: absent from /users, yet their licences are still counted as consumed. */
  deletedUsers: DemoUser[];
  skus: DemoSku[];
  subscriptions: DemoSubscription[];
  groups: DemoGroup[];
};
