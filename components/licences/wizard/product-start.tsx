"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Spinner } from "@/components/ui/spinner";
import type { Choice } from "@/lib/licences/queries-form";
import { stepHref } from "./licence-draft";
import { useLicenceDraft } from "./licence-wizard";

/** Opens the wizard with a product chosen, and so with what it counts. */
export function ProductStart({ product }: { product: Choice }) {
  const router = useRouter();
  const { isReady, begin } = useLicenceDraft();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!isReady || hasBegun.current) return;
    hasBegun.current = true;
    begin({ productId: product.id, metric: product.metric });
    router.replace(stepHref("general"));
  }, [isReady, begin, product, router]);
  return <Spinner />;
}
