"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { publicAction } from "@/lib/actions/define-action";
import { localeCookie, locales, preferenceMaxAgeSeconds, themeCookie, themes } from "@/lib/i18n/locale-names";

const attributes = { path: "/", maxAge: preferenceMaxAgeSeconds, sameSite: "lax", httpOnly: true } as const;

/** The language of this browser. Setting a cookie in an action renders the page anew. */
export const setLocale = publicAction({ name: "preferences.locale", input: z.enum(locales) }, async ({ input }) => {
  (await cookies()).set(localeCookie, input, attributes);
});

export const setTheme = publicAction({ name: "preferences.theme", input: z.enum(themes) }, async ({ input }) => {
  (await cookies()).set(themeCookie, input, attributes);
});
