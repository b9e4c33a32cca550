import "server-only";
import type { LicenceKind, LicenceMetric, Origin, UnsyncReason } from "@/lib/db/generated/enums";
import { type Table, tableOf } from "@/lib/export/table";
import type { Translate } from "@/lib/export/translate";
import { type ListState, parseListState, type SearchParams } from "@/lib/paging/list-state";
import { keysetOf, SqlValues } from "@/lib/portals/keyset";
import { type OverlayCells, overlayColumns, overlayExport, overlayJoin } from "@/lib/portals/overlay-export";
import { builtInChannels } from "./channels";
import { conditionsOf, from, licenceListOptions, licenceStates, sortColumns } from "./queries";

type Row = OverlayCells & {
  name: string;
  origin: Origin;
  portalName: string | null;
  partNumber: string | null;
  appliesTo: string;
  capabilityStatus: string;
  unsyncReason: UnsyncReason | null;
  unsyncSince: Date | null;
  unitsEnabled: number;
  unitsWarning: number;
  unitsSuspended: number;
  unitsLockedOut: number;
  consumedUnits: number;
  holders: number;
  subscriptions: number;
  nextLifecycleAt: Date | null;
  quantity: number | null;
  licenceNumber: string | null;
  validQuantity: number | null;
  consumption: number | null;
  balance: number | null;
  /** of an upgrade */
  baseName: string | null;
  metric: LicenceMetric;
  kind: LicenceKind;
  /** a day as ISO writes it */
  expiresOn: string | null;
  channel: { name: string; isBuiltIn: boolean } | null;
  serialNumber: string | null;
  /** only where it was asked for */
  licenceKey?: string | null;
  products: string[];
};

export function readLicenceState(searchParams: SearchParams): ListState {
  return { ...parseListState(searchParams, licenceListOptions), cursor: null };
}

/**
 * The whole list of licences, as its address narrows and sorts it.
 * @param hasKeys with the licence keys, for whoever may see them; without, they do not leave the database
 */
export function exportLicences(searchParams: SearchParams, t: Translate, { hasKeys = false } = {}): Table {
  const state = readLicenceState(searchParams);
  const values = new SqlValues();
  const text = `select l.name, l.origin, p.name as "portalName", l.part_number as "partNumber", l.applies_to as "appliesTo",
      l.capability_status as "capabilityStatus", l.unsync_reason as "unsyncReason", l.unsync_since as "unsyncSince",
      l.units_enabled as "unitsEnabled", l.units_warning as "unitsWarning", l.units_suspended as "unitsSuspended",
      l.units_locked_out as "unitsLockedOut", l.consumed_units as "consumedUnits", coalesce(h.holders, 0) as holders,
      coalesce(s.count, 0) as subscriptions, s.next_at as "nextLifecycleAt", l.quantity,
      n.valid_quantity as "validQuantity", n.consumption, n.balance,
      (select b.name from licence b where b.id = l.base_licence_id) as "baseName", l.licence_number as "licenceNumber", l.metric, l.kind, l.expires_on::text as "expiresOn",
      case when ch.id is not null then jsonb_build_object('name', ch.name, 'isBuiltIn', ch.is_built_in) end as channel,
      l.serial_number as "serialNumber",${hasKeys ? ` l.licence_key as "licenceKey",` : ""}
      array(select pr.name from product_licence x join product pr on pr.id = x.product_id where x.licence_id = l.id
        order by lower(pr.name)) as products, ${overlayColumns("l")}
    ${from} left join acquisition_channel ch on ch.id = l.channel_id ${overlayJoin("l")}
    where ${conditionsOf(state, values)} ${keysetOf(state, sortColumns, "l.id", values).order}`;
  /** what only a portal knows stays empty on licences made by hand */
  const imported =
    <Value>(read: (row: Row) => Value) =>
    (row: Row) =>
      row.origin === "portal" ? read(row) : null;
  return tableOf<Row>({ text, values: values.list }, [
    { header: t("export.columns.licence"), value: (row) => row.name },
    { header: t("export.columns.origin"), value: (row) => t(`export.origin.${row.origin}`) },
    { header: t("export.columns.portal"), value: (row) => row.portalName },
    { header: t("export.columns.partNumber"), value: (row) => row.partNumber },
    { header: t("export.columns.licenceNumber"), value: (row) => row.licenceNumber },
    { header: t("export.columns.metric"), value: (row) => t(`export.metric.${row.metric}`) },
    { header: t("export.columns.kind"), value: (row) => t(`export.kind.${row.kind}`) },
    { header: t("export.columns.base"), value: (row) => row.baseName },
    { header: t("export.columns.quantity"), value: (row) => row.quantity },
    { header: t("export.columns.validUnits"), value: (row) => row.validQuantity },
    { header: t("export.columns.coveredConsumers"), value: (row) => row.consumption },
    { header: t("export.columns.balance"), value: (row) => row.balance },
    { header: t("export.columns.expiresOn"), value: (row) => row.expiresOn },
    { header: t("export.columns.appliesTo"), value: imported((row) => wordTarget(row.appliesTo, t)) },
    { header: t("export.columns.state"), value: imported((row) => wordState(row, t)) },
    { header: t("export.columns.reason"), value: (row) => wordReason(row.unsyncReason, t) },
    { header: t("export.columns.unsyncSince"), value: (row) => row.unsyncSince },
    { header: t("export.columns.unitsEnabled"), value: imported((row) => row.unitsEnabled) },
    { header: t("export.columns.unitsWarning"), value: imported((row) => row.unitsWarning) },
    { header: t("export.columns.unitsSuspended"), value: imported((row) => row.unitsSuspended) },
    { header: t("export.columns.unitsLockedOut"), value: imported((row) => row.unitsLockedOut) },
    { header: t("export.columns.consumedUnits"), value: imported((row) => row.consumedUnits) },
    { header: t("export.columns.holders"), value: imported((row) => row.holders) },
    { header: t("export.columns.subscriptions"), value: imported((row) => row.subscriptions) },
    { header: t("export.columns.nextLifecycleAt"), value: (row) => row.nextLifecycleAt },
    { header: t("export.columns.channel"), value: ({ channel }) => channel && wordChannel(channel, t) },
    { header: t("export.columns.serialNumber"), value: (row) => row.serialNumber },
    ...(hasKeys ? [{ header: t("export.columns.licenceKey"), value: (row: Row) => row.licenceKey ?? null }] : []),
    { header: t("export.columns.products"), value: (row) => row.products.join("; ") },
    ...overlayExport(t),
  ]);
}

function wordChannel({ name, isBuiltIn }: { name: string; isBuiltIn: boolean }, t: Translate): string {
  const key = isBuiltIn ? builtInChannels.find((each) => each === name) : undefined;
  return key ? t(`licences.channels.${key}`) : name;
}

const wordReason = (reason: UnsyncReason | null, t: Translate) => reason && t(`compliance.reason.${reason}.name`);

/** Words of Microsoft's that we do not know stand as they are. */
function wordState({ capabilityStatus, unsyncReason }: Row, t: Translate): string {
  const word = unsyncReason ? "cannot_be_synchronised" : capabilityStatus;
  const known = licenceStates.find((state) => state === word);
  return known ? t(`licences.states.${known}`) : word;
}

function wordTarget(appliesTo: string, t: Translate): string {
  return appliesTo === "User" || appliesTo === "Company" ? t(`licences.appliesTo.${appliesTo}`) : appliesTo;
}
