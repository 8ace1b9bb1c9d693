import * as z from 'zod/mini';

const upTo = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest));
const plain = (longest: number) =>
  z.object({ type: z.literal('plain_text'), text: upTo(longest), emoji: z.optional(z.boolean()) });
const text = (longest: number) =>
  z.union([
    plain(longest),
    z.object({ type: z.literal('mrkdwn'), text: upTo(longest), verbatim: z.optional(z.boolean()) }),
  ]);

const Confirm = z.object({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.optional(z.enum(['primary', 'danger'])),
});

export const Button = z.object({
  type: z.literal('button'),
  action_id: upTo(255),
  text: plain(75),
  value: z.optional(upTo(2_000)),
  url: z.optional(upTo(3_000)),
  style: z.optional(z.enum(['primary', 'danger'])),
  confirm: z.optional(Confirm),
});
export type Button = z.infer<typeof Button>;

/** Block Kit, as much of it as is used, with its limits. */
export const Block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text: plain(150) }),
  z.object({ type: z.literal('section'), text: text(3_000) }),
  z.object({ type: z.literal('context'), elements: z.array(text(2_000)).check(z.minLength(1), z.maxLength(10)) }),
  z.object({ type: z.literal('actions'), elements: z.array(Button).check(z.minLength(1), z.maxLength(25)) }),
]);
export const Blocks = z.array(Block).check(
  z.maxLength(50),
  z.refine(
    (blocks) => {
      const ids = blocks.flatMap((block) =>
        block.type === 'actions' ? block.elements.map((one) => one.action_id) : [],
      );
      return new Set(ids).size === ids.length;
    },
    { error: 'an action_id is used twice' },
  ),
);
