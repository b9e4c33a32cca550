import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "@/lib/auth/path-header";

/**
 * Gives each page its content security policy and its own address (for the way back after sign-in). It decides nothing:
 * who may see what is asked by the page, the action and the route themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce from here and puts it on its scripts.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  // React's development build evaluates strings to show where an error of the server came from.
  // biome-ignore lint/style/noProcessEnv: replaced by the bundler; the configuration is not needed here
  const evaluation = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    // Positions of menus and widths of columns are style attributes, which a nonce cannot cover.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/static|_next/image|icon\\.svg|favicon\\.ico|api/).*)"] };
