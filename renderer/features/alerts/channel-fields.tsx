import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { Words } from '#renderer/ui/action-dialog.tsx';
import { SecretField } from '#renderer/ui/secret-field.tsx';
import type { AlertKind } from '#shared/domain/alert.ts';
import { say, sayAs } from '#shared/language/words.ts';
import type { ChannelDraft } from './channel-draft.ts';

/** The fields of a draft that are typed as plain text. */
type TextPart = 'name' | 'chatId' | 'host' | 'port' | 'user' | 'from' | 'to';
type SecretPart = 'address' | 'key' | 'token' | 'password';

interface FieldsProps {
  readonly draft: ChannelDraft;
  readonly onChange: (part: Partial<ChannelDraft>) => void;
}

interface PlainProps extends FieldsProps {
  readonly part: TextPart;
  readonly label: string;
  readonly maxLength?: number;
}

function Plain({ draft, onChange, part, label, maxLength = 254 }: PlainProps) {
  return (
    <TextField
      fullWidth
      size="small"
      label={label}
      value={draft[part]}
      onChange={({ target }) => onChange({ [part]: target.value })}
      slotProps={{ htmlInput: { maxLength, autoComplete: 'off', spellCheck: false } }}
    />
  );
}

interface SecretProps extends FieldsProps {
  readonly part: SecretPart;
  readonly label: string;
  readonly help: string;
  readonly maxLength: number;
  readonly keepsSpaces?: boolean;
}

const Secret = ({ draft, onChange, part, ...rest }: SecretProps) => (
  <SecretField {...rest} value={draft[part]} onChange={(value) => onChange({ [part]: value })} />
);

function WebhookFields(props: FieldsProps) {
  return (
    <>
      <Secret
        {...props}
        part="address"
        label={say('Address')}
        maxLength={500}
        help={say('https://…; gets each notice as JSON by POST. http:// is taken for this machine only.')}
      />
      <Secret
        {...props}
        part="key"
        label={say('Signing key (may be empty)')}
        maxLength={200}
        help={say('Signs each body: HMAC-SHA256 in the header x-zmart-signature.')}
      />
    </>
  );
}

const SlackFields = (props: FieldsProps) => (
  <Secret
    {...props}
    part="address"
    label={say('Address of the incoming webhook')}
    maxLength={500}
    help={say('From Slack: your app → Incoming Webhooks → Webhook URL.')}
  />
);

function TelegramFields(props: FieldsProps) {
  return (
    <>
      <Secret
        {...props}
        part="token"
        label={say('Token of the bot')}
        maxLength={100}
        help={say('BotFather gives it: 12345:AbC…')}
      />
      <Plain {...props} part="chatId" label={say('Chat')} maxLength={66} />
      <Words>
        {say('A number, or @ and the name of a channel. The bot must be in it; write to it once before the test.')}
      </Words>
    </>
  );
}

function EmailFields(props: FieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 90px', gap: 12 }}>
        <Plain {...props} part="host" label={say('Mail server')} maxLength={253} />
        <Plain {...props} part="port" label={say('Port')} maxLength={5} />
      </div>
      <FormControlLabel
        sx={{ my: -2 }}
        control={
          <Checkbox
            size="small"
            checked={draft.tls}
            onChange={(_, tls) => onChange({ tls, port: tls ? '465' : '587' })}
          />
        }
        label={say('TLS from the first byte; without it STARTTLS is required')}
        slotProps={{ typography: { variant: 'body2' } }}
      />
      <Plain {...props} part="user" label={say('User')} />
      <Secret {...props} part="password" label={say('Password')} maxLength={200} help=" " keepsSpaces />
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
        <Plain {...props} part="from" label={sayAs('mail', 'From')} />
        <Plain {...props} part="to" label={sayAs('mail', 'To')} />
      </div>
    </>
  );
}

const FIELDS = {
  webhook: WebhookFields,
  slack: SlackFields,
  telegram: TelegramFields,
  email: EmailFields,
} as const satisfies Readonly<Record<AlertKind, (props: FieldsProps) => React.ReactNode>>;

/** The fields that a kind of channel needs. */
export function KindFields(props: FieldsProps) {
  const Fields = FIELDS[props.draft.kind];
  return <Fields {...props} />;
}
