"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import * as licences from "@/lib/licences/commands";
import * as channels from "@/lib/licences/commands-channels";
import * as removal from "@/lib/licences/commands-delete";
import { previewDeletion as findDeletions, licencesChosen } from "@/lib/licences/queries-deletion";
import {
  channelIdSchema,
  channelSchema,
  editLicenceSchema,
  excludeLicencesSchema,
  licenceIdSchema,
  licenceIdsSchema,
  licenceProductSchema,
  licenceSchema,
  licenceStepSchema,
  orphansSchema,
  renameChannelSchema,
} from "@/lib/licences/schema";
import { chosenSchema } from "@/lib/paging/chosen-schema";

const refresh = () => revalidatePath("/licence-management/licences", "layout");

/** Reads only; belongs to those who may add licences all the same, as it names what they link to. */
export const checkLicenceStep = defineAction(
  { name: "licence.check-step", permission: "licences:write", input: licenceStepSchema },
  ({ input }) => licences.checkStep(input),
);

export const createLicence = defineAction(
  { name: "licence.create", permission: "licences:write", input: licenceSchema },
  async ({ input, account }) => {
    const created = await licences.createLicence(account, input);
    refresh();
    return created;
  },
);

export const updateLicence = defineAction(
  { name: "licence.update", permission: "licences:write", input: editLicenceSchema },
  async ({ input, account }) => {
    await licences.updateLicence(account, input);
    refresh();
    return { id: input.licenceId };
  },
);

export const setProduct = defineAction(
  { name: "licence.set-product", permission: "licences:write", input: licenceProductSchema },
  async ({ input, account }) => {
    await licences.setProduct(account, input);
    refresh();
  },
);

export const showLicenceKey = defineAction(
  { name: "licence.show-key", permission: "licences:write", input: licenceIdSchema },
  ({ input, account }) => licences.showLicenceKey(account, input.licenceId),
);

export const previewDeletion = defineAction(
  { name: "licence.preview-deletion", permission: "licences:write", input: chosenSchema },
  async ({ input }) => findDeletions(await licencesChosen(input)),
);

export const deleteLicences = defineAction(
  { name: "licence.delete", permission: "licences:write", input: licenceIdsSchema },
  async ({ input, account }) => {
    const deleted = await removal.deleteLicences(account, input);
    refresh();
    return deleted;
  },
);

/** As well as `deleteLicences`, changes what portals import. */
export const deleteAndExclude = defineAction(
  { name: "licence.delete-and-exclude", permission: "portals:write", input: excludeLicencesSchema },
  async ({ input: { licenceIds, reason }, account }) => {
    const deleted = await removal.deleteLicences(account, { licenceIds, exclusion: { reason } });
    refresh();
    return deleted;
  },
);

export const deleteOrphans = defineAction(
  { name: "licence.delete-orphans", permission: "licences:write", input: orphansSchema },
  async ({ input, account }) => {
    const deleted = await removal.deleteOrphans(account, input);
    refresh();
    return deleted;
  },
);

export const addChannel = defineAction(
  { name: "channel.add", permission: "licences:write", input: channelSchema },
  async ({ input, account }) => {
    const channel = await channels.addChannel(account, input);
    refresh();
    return channel;
  },
);

export const renameChannel = defineAction(
  { name: "channel.rename", permission: "licences:write", input: renameChannelSchema },
  async ({ input, account }) => {
    await channels.renameChannel(account, input);
    refresh();
  },
);

export const deleteChannel = defineAction(
  { name: "channel.delete", permission: "licences:write", input: channelIdSchema },
  async ({ input, account }) => {
    await channels.deleteChannel(account, input);
    refresh();
  },
);
