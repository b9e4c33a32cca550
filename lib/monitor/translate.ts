import "server-only";
import { getTranslations } from "next-intl/server";
import type { Translate } from "./log-text";

/** All messages in the language of this request, for `wordLogCode`. */
export async function getTranslate(): Promise<Translate> {
  return (await getTranslations()) as unknown as Translate;
}
