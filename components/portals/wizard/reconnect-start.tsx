"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Spinner } from "@/components/ui/spinner";
import type { DeletedPortal } from "@/lib/portals/queries-deleted";
import { usePortalDraft } from "./wizard-provider";
import { stepHref } from "./wizard-steps";

/** Opens the wizard with what is known of a portal that was deleted; what it signed in with went with it. */
export function ReconnectStart({ portal }: { portal: DeletedPortal }) {
  const router = useRouter();
  const { isReady, begin } = usePortalDraft();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!isReady || hasBegun.current) return;
    hasBegun.current = true;
    begin(portal);
    router.replace(stepHref("general"));
  }, [isReady, begin, portal, router]);
  return <Spinner />;
}
