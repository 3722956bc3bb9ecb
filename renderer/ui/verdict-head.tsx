import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { PanelOrigin } from './panel-origin.tsx';
import { tone } from './theme/tokens.ts';

const Head = styled('header')({
  flex: 'none',
  minHeight: 98,
  padding: '7px 16px 8px',
  display: 'flex',
  flexDirection: 'column',
  borderBottom: `1px solid ${tone.line}`,
  '& .question': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 24, fontSize: 11, color: tone.text2 },
  '& .question > h2': { flex: 1, fontSize: 11, fontWeight: 400, whiteSpace: 'nowrap' },
  '& .answer': {
    display: 'flex',
    alignItems: 'center',
    gap: 9,
    fontSize: 20,
    lineHeight: 1.3,
    fontWeight: 600,
    minWidth: 0,
  },
  '& .detail': { marginTop: 2, fontSize: 12, color: tone.text2, lineHeight: 1.35 },
});

interface VerdictHeadProps {
  readonly question: string;
  readonly answer: ReactNode;
  readonly detail?: ReactNode;
  /** Right of the question: tags and the age of the data. */
  readonly mark?: ReactNode;
}

/** The head of a panel that answers a question: question, answer, and the one line behind the answer. */
export function VerdictHead({ question, answer, detail, mark }: VerdictHeadProps) {
  return (
    <Head>
      <div className="question">
        <h2>{question}</h2>
        <PanelOrigin />
        {mark}
      </div>
      <div className="answer">{answer}</div>
      {detail !== undefined && <div className="detail">{detail}</div>}
    </Head>
  );
}
