import { tone } from '#renderer/ui/theme/tokens.ts';

/** The mark: a kingfisher in its two colours, on the dark ground it keeps in both themes. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" role="img" aria-label="Zmart">
      <rect width="512" height="512" rx="112" fill="#0b1a24" />
      <path fill={tone.ember} d="M202 210c-22 96 8 176 96 216 40-30 56-96 20-152-26-40-64-64-116-64Z" />
      <path
        fill="#1fb6c9"
        d="M40 214 190 158c14-50 56-82 108-76 44 4 76 34 86 72 52 52 84 128 74 216l-18 60-40-34c-70-8-100-84-126-122-20-30-46-50-80-56l-8 4Z"
      />
      <circle cx="262" cy="152" r="17" fill="#0b1a24" />
    </svg>
  );
}
