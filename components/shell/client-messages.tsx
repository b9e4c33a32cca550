import { NextIntlClientProvider, useMessages } from "next-intl";
import type { ReactNode } from "react";
import { type Namespace, pickMessages } from "@/lib/i18n/messages";

/** What every client component may use; the root layout gives it. */
const always: readonly Namespace[] = ["common", "ui", "shell", "errors", "failure", "views"];

/**
 * The texts that client components below may use, beside those that all may. Server components need none of this. Put it
 * around the page or around the one client component.
 */
export function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: readonly Namespace[];
  children: ReactNode;
}) {
  const messages = pickMessages(useMessages(), [...always, ...namespaces]);
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
