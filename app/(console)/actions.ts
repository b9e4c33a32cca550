"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/lib/actions/define-action";
import { isSessionCookie } from "@/lib/auth/session-cookie";

/** Ends the session of this browser; the others of the account stay. */
export const signOut = publicAction({ name: "account.sign-out", input: z.undefined() }, async () => {
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    // A "__Secure-" cookie is only taken back by an answer that says so.
    if (isSessionCookie(name)) jar.delete({ name, path: "/", secure: name.startsWith("__Secure-") });
  }
  redirect("/sign-in");
});
