import type { PermissionFinding } from "./connection-report";

type Substitute = { permission: string; lacks?: PermissionFinding["lacks"] };

type Use = {
  permission: string;
  unlocks: NonNullable<PermissionFinding["unlocks"]>;
  isRequired: boolean;
  /** The best first: what only reads before what writes, what opens all before what opens a part. */
  substitutes: Substitute[];
};

const named = (...names: string[]): Substitute[] => names.map((permission) => ({ permission }));

const uses: readonly Use[] = [
  {
    permission: "User.Read.All",
    unlocks: "users",
    isRequired: true,
    substitutes: named("Directory.Read.All", "User.ReadWrite.All", "Directory.ReadWrite.All"),
  },
  {
    permission: "Organization.Read.All",
    unlocks: "licences",
    isRequired: true,
    substitutes: [
      ...named("Directory.Read.All", "Organization.ReadWrite.All", "Directory.ReadWrite.All"),
      { permission: "LicenseAssignment.Read.All", lacks: "subscription-dates" },
    ],
  },
  {
    permission: "GroupMember.Read.All",
    unlocks: "groups",
    isRequired: false,
    substitutes: named(
      "Group.ReadBasic.All",
      "Group.Read.All",
      "Directory.Read.All",
      "Group.ReadWrite.All",
      "Directory.ReadWrite.All",
    ),
  },
  { permission: "AuditLog.Read.All", unlocks: "sign-in-activity", isRequired: false, substitutes: [] },
];

/** Whether its name says that its holder may change something. */
const WRITES =
  /\.(ReadWrite|Write|Manage|Send|Create|Delete|Invite|EnableDisable|Revoke|PrivilegedOperations)|FullControl/;
const canWrite = (permission: string) => WRITES.test(permission);

/**
 * Holds the application permissions of a token against what Seatwise can use: first what it uses, then what nothing needs. One
 * that can write is never needed, even where it opens the way.
 */
export function judgePermissions(roles: readonly string[]): PermissionFinding[] {
  const granted = new Set(roles);
  const used = uses.map((use) => judgeUse(use, granted));
  const needed = new Set(used.map((finding) => (finding.state === "granted" ? finding.permission : finding.by)));
  const excess = [...granted].filter((role) => !needed.has(role) || canWrite(role)).sort();
  return [
    ...used,
    ...excess.map((permission) => ({
      permission,
      state: "excess" as const,
      unlocks: null,
      isRequired: false,
      isWrite: canWrite(permission),
      by: null,
      lacks: null,
    })),
  ];
}

function judgeUse({ permission, unlocks, isRequired, substitutes }: Use, granted: ReadonlySet<string>) {
  const common = { permission, unlocks, isRequired, isWrite: false, by: null, lacks: null };
  if (granted.has(permission)) return { ...common, state: "granted" } satisfies PermissionFinding;
  const substitute = substitutes.find((each) => granted.has(each.permission));
  if (!substitute) return { ...common, state: "missing" } satisfies PermissionFinding;
  const { permission: by, lacks = null } = substitute;
  return { ...common, state: "substituted", by, lacks } satisfies PermissionFinding;
}

/** The permission whose absence closes a part that an import can do without; null: it is open. */
export function missingFor(
  part: "subscriptions" | "groups" | "sign-in-activity",
  findings: readonly PermissionFinding[],
): string | null {
  const unlocks = part === "subscriptions" ? "licences" : part;
  const finding = findings.find((each) => each.unlocks === unlocks);
  const isClosed =
    finding?.state === "missing" || (part === "subscriptions" && finding?.lacks === "subscription-dates");
  return isClosed ? (finding?.permission ?? null) : null;
}

/** Required ones that nothing stands in for. */
export const missingRequired = (findings: readonly PermissionFinding[]) =>
  findings.filter(({ isRequired, state }) => isRequired && state === "missing").map(({ permission }) => permission);
