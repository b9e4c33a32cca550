import { z } from "zod";
import { cleanText } from "./spelling";

export const ownTitleSchema = z.object({
  skuId: z.guid(),
  title: z.string().transform(cleanText).pipe(z.string().min(1).max(200)),
});

export const skuIdSchema = ownTitleSchema.pick({ skuId: true });
