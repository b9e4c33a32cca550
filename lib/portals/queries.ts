import "server-only";
import { db } from "@/lib/db/client";
import type { RunPortalStatus, RunStatus } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import type { CloudName } from "@/lib/graph/clouds";
import type { ConnectionReport } from "@/lib/graph/connection-report";
import { toCloudName } from "./cloud";
import { credentialColumns, type PortalCredentialView, validityOf, viewCredential } from "./credential-view";
import type { Exclusion } from "./exclusions";
import type { Validity } from "./validity";

// Every view model here is an allow-list: what is not named does not leave the server, and `sealed` is named nowhere.

export type PortalListItem = {
  id: string;
  name: string;
  organisationName: string | null;
  isEnabled: boolean;
  dataAsOf: Date | null;
  validity: Validity | null;
};

export type PortalImport = {
  runId: number;
  status: RunPortalStatus | RunStatus;
  /** queued or running */
  isOpen: boolean;
  startedAt: Date | null;
  endedAt: Date | null;
  errorCode: string | null;
  /** fill the text of the code */
  errorParams: Record<string, string | number> | null;
  ledger: ImportCounts | null;
};

/** The ledger in short. */
export type ImportCounts = {
  requests: number;
  pages: number;
  users: number;
  licences: number;
  created: number;
  updated: number;
  vanished: number;
  durationMs: number;
};

export type PortalDetails = Omit<PortalListItem, "validity"> & {
  description: string;
  cloud: CloudName;
  tenantId: string;
  clientId: string;
  defaultDomain: string | null;
  createdAt: Date;
  createdBy: string | null;
  updatedAt: Date;
  updatedBy: string | null;
  /** for the edit form: an edit that names another version is refused */
  version: number;
  credential: PortalCredentialView | null;
  /** stands beside it until it takes over */
  standby: PortalCredentialView | null;
  exclusions: (Exclusion & { title: string })[];
  excludeFree: boolean;
  counts: { licences: number; products: number; contacts: number };
  /** of the portal as it is stored */
  lastTest: ConnectionReport | null;
  lastImport: PortalImport | null;
};

export async function listPortals(now: Date): Promise<PortalListItem[]> {
  const rows = await db().portal.findMany({
    where: { deletedAt: null },
    select: {
      id: true,
      name: true,
      organisationName: true,
      isEnabled: true,
      dataAsOf: true,
      credentials: { where: { status: "active" }, select: { validUntil: true } },
    },
  });
  return rows
    .map(({ credentials: [credential], ...portal }) => ({ ...portal, validity: validityOf(credential, now) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Portals that data came from, deleted ones among them: what lists can be filtered by.
 * `isEnabled`: it is imported; of a deleted one it is false.
 */
export async function listPortalNames(): Promise<
  { id: string; name: string; isDeleted: boolean; isEnabled: boolean }[]
> {
  const rows = await db().portal.findMany({ select: { id: true, name: true, deletedAt: true, isEnabled: true } });
  return rows
    .map(({ id, name, deletedAt, isEnabled }) => {
      const isDeleted = deletedAt !== null;
      return { id, name, isDeleted, isEnabled: isEnabled && !isDeleted };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

export async function findPortal(id: string, now: Date): Promise<PortalDetails | null> {
  const portal = await db().portal.findFirst({
    where: { id, deletedAt: null },
    select: {
      id: true,
      name: true,
      description: true,
      cloud: true,
      tenantId: true,
      clientId: true,
      isEnabled: true,
      organisationName: true,
      defaultDomain: true,
      dataAsOf: true,
      createdAt: true,
      createdBy: true,
      updatedAt: true,
      updatedBy: true,
      version: true,
      excludeFree: true,
      testReport: true,
      credentials: { select: credentialColumns },
    },
  });
  if (!portal) return null;
  const { credentials, cloud, testReport, ...rest } = portal;
  const viewOf = (status: "active" | "standby") => {
    const found = credentials.find((credential) => credential.status === status);
    return found ? viewCredential(found, now) : null;
  };
  const [exclusions, counts, lastImport] = await Promise.all([readExclusions(id), readCounts(id), readLastImport(id)]);
  return {
    ...rest,
    cloud: toCloudName(cloud),
    credential: viewOf("active"),
    standby: viewOf("standby"),
    lastTest: testReport as ConnectionReport | null,
    exclusions,
    counts,
    lastImport,
  };
}

async function readExclusions(portalId: string): Promise<PortalDetails["exclusions"]> {
  const { rows } = await pool().query<PortalDetails["exclusions"][number]>(
    `select e.sku_id as "skuId", coalesce(k.own_title, k.title, i.title, e.sku_id::text) as title, e.reason,
            to_char(e.ends_on, 'YYYY-MM-DD') as "endsOn"
     from portal_exclusion e
     left join catalogue_sku k on k.sku_id = e.sku_id
     left join licence i on i.portal_id = e.portal_id and i.sku_id = e.sku_id
     where e.portal_id = $1 order by 2`,
    [portalId],
  );
  return rows;
}

async function readCounts(portalId: string): Promise<PortalDetails["counts"]> {
  const { rows } = await pool().query<PortalDetails["counts"]>(
    `select (select count(*)::int from licence where portal_id = $1) as licences,
            (select count(*)::int from product where portal_id = $1) as products,
            (select count(*)::int from contact where portal_id = $1 and gone_at is null) as contacts`,
    [portalId],
  );
  return rows[0] ?? { licences: 0, products: 0, contacts: 0 };
}

/**
 * The newest run that read this portal, or is about to: a run has no row for it before a worker has looked which portals there
 * are. One of all portals that is under way without such a row does not read this one.
 */
async function readLastImport(portalId: string): Promise<PortalImport | null> {
  const { rows } = await pool().query<PortalImport>(
    `select r.id as "runId", coalesce(x.status::text, r.status::text) as status, r.status in ('queued', 'running') as "isOpen",
       coalesce(x.started_at, r.started_at) as "startedAt", coalesce(x.ended_at, r.ended_at) as "endedAt",
       coalesce(x.error_code, r.error_code) as "errorCode",
       (select l.params from log_line l where l.run_id = r.id and l.portal_id = $1 and l.code = x.error_code
        order by l.id desc limit 1) as "errorParams",
       case when x.ended_at is not null then jsonb_build_object(
         'requests', x.ledger->'requests', 'pages', x.ledger->'userPages', 'users', x.ledger->'usersRead',
         'licences', x.ledger->'skusRead', 'durationMs', x.ledger->'durationMs',
         'created', ${sumOf("created")}, 'updated', ${sumOf("updated")}, 'vanished', ${sumOf("vanished")}) end as ledger
     from run r left join run_portal x on x.run_id = r.id and x.portal_id = $1
     where x.run_id is not null
        or (r.kind in ('import', 'full_recalculation')
            and (r.scope = $1::text and r.status in ('queued', 'running') or r.scope = 'all' and r.status = 'queued'))
     order by r.id desc limit 1`,
    [portalId],
  );
  return rows[0] ?? null;
}

/** Rows of all kinds together. */
function sumOf(change: "created" | "updated" | "vanished"): string {
  const kinds = ["contacts", "assignments", "licences", "products"];
  return kinds.map((kind) => `coalesce((x.ledger->'${kind}'->>'${change}')::int, 0)`).join(" + ");
}
