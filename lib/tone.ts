/** A colour's role on screen; the shape beside it carries the same meaning without colour. */
export type Tone = 'positive' | 'negative' | 'active' | 'pending' | 'neutral'
