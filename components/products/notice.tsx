"use client";

import { Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { MessageBar } from "@/components/ui/message-bar";
import { useWorkspace } from "./workspace";

/** What has just been moved where, with the way back. */
export function WorkspaceNotice() {
  const t = useTranslations();
  const { notice, setNotice, isMoving } = useWorkspace();
  if (!notice) return null;
  return (
    <MessageBar
      tone={notice.tone}
      actions={
        <>
          {notice.undo && (
            <Button size="small" icon={<Undo2 aria-hidden />} isPending={isMoving} onClick={notice.undo}>
              {t("products.move.undo")}
            </Button>
          )}
          <IconButton size="small" label={t("common.close")} icon={<X />} onClick={() => setNotice(null)} />
        </>
      }
    >
      {notice.text}
    </MessageBar>
  );
}
