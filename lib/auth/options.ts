import "server-only";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { config } from "@/lib/config";
import { log } from "@/lib/log";
import { authenticate } from "./authenticate";
import { signInUnavailable } from "./sign-in-outcome";

/** After so long without a sign of life the person signs in again; `KeepSignedIn` renews it while they are there. */
const sessionMaxAgeSeconds = 8 * 60 * 60;

const credentialsSchema = z.object({
  username: z
    .string()
    .max(200)
    .regex(/^[^\0]+$/),
  password: z.string().max(1_000),
});

declare module "next-auth" {
  interface User {
    sessionVersion?: number;
  }
  interface Session {
    accountId?: string;
    sessionVersion?: number;
  }
}
declare module "next-auth/jwt" {
  interface JWT {
    sessionVersion?: number;
  }
}

/** A function, not a constant: the build has no configuration. */
export function authOptions(): AuthOptions {
  const { sessionSecret, publicUrl } = config();
  if (!sessionSecret) throw new Error("NEXTAUTH_SECRET is not set: nobody could sign in");
  return {
    secret: sessionSecret,
    useSecureCookies: publicUrl?.startsWith("https://") ?? false,
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { username: { type: "text" }, password: { type: "password" } },
        async authorize(given) {
          const credentials = credentialsSchema.safeParse(given);
          if (!credentials.success) return null;
          const { username, password } = credentials.data;
          const account = await authenticate(username, password, new Date()).catch((error: unknown) => {
            // next-auth sends the message of what is thrown here to whoever asked.
            log.error({ err: error }, "sign-in could not be checked");
            throw new Error(signInUnavailable);
          });
          return account && { id: account.id, name: account.username, sessionVersion: account.sessionVersion };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, sessionVersion: user.sessionVersion } : token),
      // Only what finds the account's row: what the account may do is read anew with each request.
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name },
        accountId: token.sub,
        sessionVersion: token.sessionVersion,
      }),
    },
    logger: {
      // A cookie of another secret or a damaged one is no fault of ours: the person signs in again.
      error: (code, metadata) => log[code === "JWT_SESSION_ERROR" ? "info" : "error"]({ code, metadata }, "next-auth"),
      warn: (code) => log.warn({ code }, "next-auth"),
      debug: () => {},
    },
  };
}
