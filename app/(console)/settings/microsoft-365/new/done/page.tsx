import { DoneStep } from "@/components/portals/wizard/done-step";
import { requireAccount } from "@/lib/auth/session";
import { utcDay } from "@/lib/portals/utc-day";
import { createPortal, previewTakeUp, startImport } from "../../actions";

export default async function AddDoneStepPage() {
  await requireAccount("administrator");
  return <DoneStep today={utcDay(new Date())} {...{ previewTakeUp, createPortal, startImport }} />;
}
