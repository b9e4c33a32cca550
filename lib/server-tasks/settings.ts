import { MICROSOFT_LIST_ADDRESS } from "@/lib/catalogue/microsoft-list";
import { db } from "@/lib/db/client";
import { defaultRetention } from "./defaults";
import { catalogueSettingsSchema, type RetentionSettings, retentionSettingsSchema } from "./schema";

export type CatalogueAddress = { address: string; isMicrosofts: boolean };

/** Out of what a row holds; what no form of ours can have written counts for nothing. */
export function readAddress(settings: unknown): CatalogueAddress {
  const { data } = catalogueSettingsSchema.safeParse(settings);
  const address = data?.address ?? MICROSOFT_LIST_ADDRESS;
  return { address, isMicrosofts: address === MICROSOFT_LIST_ADDRESS };
}

/** Where the catalogue is refreshed from. */
export async function readCatalogueAddress(): Promise<string> {
  const task = await db().serverTask.findUnique({ where: { key: "catalogue" }, select: { settings: true } });
  return readAddress(task?.settings).address;
}

/** What no form of ours can have written deletes no more than the default. */
export function readRetention(settings: unknown): RetentionSettings {
  return retentionSettingsSchema.safeParse(settings).data ?? defaultRetention;
}

/** How much the monitor keeps. */
export async function readRetentionSettings(): Promise<RetentionSettings> {
  const task = await db().serverTask.findUnique({ where: { key: "retention" }, select: { settings: true } });
  return readRetention(task?.settings);
}
