import { tone } from '#renderer/ui/theme/tokens.ts';

/** The mark: the kingfisher's two colours meeting on a diagonal. */
export function Logo({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" role="img" aria-label="Zmart">
      <clipPath id="zm-logo">
        <rect width="22" height="22" rx="6" />
      </clipPath>
      <g clipPath="url(#zm-logo)">
        <rect width="22" height="22" fill={tone.king} />
        <path d="M22 6 V22 H6 Z" fill={tone.ember} />
        <path
          d="M6 6 H16 L6 16 H16"
          fill="none"
          stroke="#fff"
          strokeWidth="2.2"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </g>
    </svg>
  );
}
