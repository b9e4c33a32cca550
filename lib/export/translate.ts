import type { createTranslator } from "next-intl";
import type { Messages } from "@/lib/i18n/messages";

/** All texts in the person's language, as `getTranslations()` gives them. */
export type Translate = ReturnType<typeof createTranslator<Messages>>;
