import { Words } from '#renderer/ui/action-dialog.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { say } from '#shared/language/words.ts';
import { told } from '#shared/language/told.ts';

/** What a reading that keeps nothing brought. */
export interface Tested {
  readonly ok: boolean;
  readonly sentence: string;
  readonly sample?: readonly string[];
}

/** Whether a test worked, in words, with some of what came as plain text. */
export function TestOutcome({ tested }: { readonly tested: Tested | null }) {
  return (
    <div role="status" aria-label={say('Outcome of the test')} style={{ display: 'grid', gap: 6 }}>
      {tested !== null && (
        <Words>
          <Tag tone={tested.ok ? 'up' : 'down'}>{tested.ok ? say('WORKS') : say('FAILED')}</Tag> {told(tested.sentence)}
        </Words>
      )}
      {tested?.sample !== undefined && tested.sample.length > 0 && (
        <ul style={{ margin: 0, paddingLeft: 18, fontSize: 12, lineHeight: 1.45 }}>
          {tested.sample.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
