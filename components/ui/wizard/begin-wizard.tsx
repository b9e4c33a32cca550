"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { Spinner } from "../spinner";

type Props = {
  /** what this tab remembers is there */
  isReady: boolean;
  /** sets the entries to begin with; called once */
  begin: () => void;
  /** the first step */
  href: string;
};

/** Opens a wizard with entries that are known already, whatever was entered before. */
export function BeginWizard({ isReady, begin, href }: Props) {
  const router = useRouter();
  const hasBegun = useRef(false);
  const start = useEffectEvent(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    begin();
    router.replace(href);
  });
  useEffect(() => {
    if (isReady) start();
  }, [isReady]);
  return <Spinner />;
}
