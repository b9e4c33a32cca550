"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { localeCookie, locales, preferenceMaxAgeSeconds, themeCookie, themes } from "@/lib/i18n/locale-names";

const attributes = { path: "/", maxAge: preferenceMaxAgeSeconds, sameSite: "lax", httpOnly: true } as const;

/** The language of this browser. Setting a cookie in an action renders the page anew. */
export async function setLocale(locale: unknown): Promise<void> {
  (await cookies()).set(localeCookie, z.enum(locales).parse(locale), attributes);
}

export async function setTheme(theme: unknown): Promise<void> {
  (await cookies()).set(themeCookie, z.enum(themes).parse(theme), attributes);
}
