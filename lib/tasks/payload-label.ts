import type messages from '@/messages/en.json'

/** A key of the `payload` messages: a label without its words does not compile. */
export type PayloadLabel = keyof (typeof messages)['payload']
