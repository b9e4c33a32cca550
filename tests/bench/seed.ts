import type { Pool } from "pg";
import { countHolders } from "@/lib/contacts/holder-count";
import type { TenantUser } from "@/lib/graph/tenant";

export const CONTACTS = 200_000;
export const ASSIGNMENTS_EACH = 3;
export const SKUS = 50;
/** The list of compliance draws so many days of each product. */
const SNAPSHOT_DAYS = 90;

export const PORTAL = "00000000-0000-4000-8000-000000000001";
const uuid = (number: string) => `('00000000-0000-4000-9000-' || lpad((${number})::text, 12, '0'))::uuid`;

const padded = (number: number) => String(number).padStart(12, "0");
export const skuOf = (number: number) => `00000000-0000-4000-9000-${padded(number)}`;

/** People of the same kind as Graph would bring them, with ids in no order. */
export function largeUsers(from: number, count: number): TenantUser[] {
  return Array.from({ length: count }, (_, at) => {
    const n = from + at + 1;
    const mail = `person${n}@contoso.com`;
    const spread = ((n * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, "0");
    return {
      ...{ objectId: `${spread}-0000-4000-a000-${padded(n)}`, userPrincipalName: mail, mail, isEnabled: n % 50 !== 0 },
      displayName: `${["Ada", "Bert", "Cleo", "Dora", "Emil"][n % 5]} Person ${n}`,
      ...{ userType: n % 40 === 0 ? "Guest" : "Member", department: `Department ${n % 60}`, usageLocation: "DE" },
      ...{ companyName: null, city: null, country: null, jobTitle: null, officeLocation: null, employeeId: null },
      ...{ accountCreatedAt: null, isOnPremisesSynced: null },
      assignments: Array.from({ length: ASSIGNMENTS_EACH }, (_, k) => ({
        ...{ skuId: skuOf(1 + ((n + k * 17) % SKUS)), isHeld: true, isDirect: k !== 1, groupIds: [], state: "active" },
        ...{ error: null, disabledPlans: [], stateChangedAt: null },
      })),
    };
  });
}

export async function seedPortal(admin: Pool): Promise<void> {
  await admin.query(
    `insert into portal (id, name, tenant_id, client_id, updated_at)
     values ('${PORTAL}', 'Contoso', gen_random_uuid(), gen_random_uuid(), now())`,
  );
}

/** A tenant of 200,000 people with three licences each, as an import leaves it: 600,000 assignments of 50 SKUs. */
export async function seedLargeTenant(admin: Pool): Promise<void> {
  const statements = [
    `insert into portal (id, name, tenant_id, client_id, data_as_of, updated_at)
     values ('${PORTAL}', 'Contoso', gen_random_uuid(), gen_random_uuid(), now(), now())`,
    `insert into folder (id, name, portal_id) values (900, 'Contoso', '${PORTAL}')`,
    `insert into licence (id, origin, portal_id, sku_id, part_number, title, name, units_enabled, consumed_units, updated_at)
     select n, 'portal', '${PORTAL}', ${uuid("n")}, 'SKU_' || n, 'Licence ' || n, 'Contoso: Licence ' || n,
       11900 + n * 4, ${(CONTACTS * ASSIGNMENTS_EACH) / SKUS}, now() from generate_series(1, ${SKUS}) n`,
    `insert into product (id, origin, portal_id, sku_id, name, folder_id, updated_at)
     select n, 'portal', '${PORTAL}', ${uuid("n")}, 'Contoso: Licence ' || n, 900, now() from generate_series(1, ${SKUS}) n`,
    `insert into product_licence (product_id, licence_id) select n, n from generate_series(1, ${SKUS}) n`,
    `insert into contact (id, origin, portal_id, object_id, display_name, user_principal_name, mail, is_enabled, user_type,
       department, licence_count, row_hash, updated_at)
     select n, 'portal', '${PORTAL}', ${uuid("n")}, (array['Ada', 'Bert', 'Cleo', 'Dora', 'Emil'])[1 + n % 5] || ' Person ' || n,
       'person' || n || '@contoso.com', 'person' || n || '@contoso.com', n % 50 <> 0, case when n % 40 = 0 then 'Guest' else 'Member' end,
       'Department ' || n % 60, ${ASSIGNMENTS_EACH}, n, now() from generate_series(1, ${CONTACTS}) n`,
    `insert into assignment (contact_id, sku_id, portal_id, is_held, is_direct, group_ids, state, disabled_plans, holder_name, holder_class)
     select n, ${uuid(`1 + (n + k * 17) % ${SKUS}`)}, '${PORTAL}', true, k <> 1, '{}', 'active', '{}', c.sort_name, c.sort_class
     from contact c cross join lateral (select c.id as n) i cross join generate_series(1, ${ASSIGNMENTS_EACH}) k`,
    `insert into product_snapshot (product_id, day, status, available, consumption, balance, units_warning, units_suspended)
     select n, current_date - d, 'fully_licensed', 12000, 11900 + (n * d) % 100, 100 - (n * d) % 100, 0, 0
     from generate_series(1, ${SKUS}) n cross join generate_series(1, ${SNAPSHOT_DAYS}) d`,
    "vacuum analyze",
  ];
  for (const statement of statements) await admin.query(statement);
  await countHolders(admin, PORTAL);
}
