import { LIMITS } from '../../protocol/limits.ts';
import type { ShopperRequest } from '../../protocol/requests.ts';
import type { Call, CallField } from '../models/call.ts';
import type { Salon } from '../models/salon.ts';
import { Notice } from './Notice.tsx';
import { WhenChoice } from './WhenChoice.tsx';

interface Asked {
  salon: Salon;
  call: Call;
  /** The call that is given another time; null for a new one. */
  moving: ShopperRequest | null;
}

/** Who to call, on which number, and when. */
export function CallForm({ salon, call, moving }: Asked) {
  const { name, callback } = salon.words.value;
  const words = call.words.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const refused = await (moving ? call.move(moving) : call.ask());
    if (refused) form.querySelector<HTMLElement>(`[name="${refused}"]`)?.focus();
  };
  const correct = ({ target }: Event) => call.correct((target as HTMLInputElement).name as CallField);
  return (
    <form class="call-form" noValidate onInput={correct} onSubmit={submit}>
      <h2 class="title" tabIndex={-1}>
        {moving ? words.move : callback}
      </h2>
      {!moving && (
        <>
          <Field
            field="name"
            label={name}
            error={call.errors.value.name}
            value={salon.writing.name.value}
            change={(text) => salon.writing.fill({ name: text })}
          />
          <Field
            field="phone"
            label={words.phone}
            hint={words.phoneHint}
            error={call.errors.value.phone}
            value={call.phone.value}
            change={(text) => call.fill({ phone: text })}
          />
          {call.countryChoice.value?.()}
        </>
      )}
      <WhenChoice salon={salon} call={call} />
      <div class="foot">
        {call.trouble.value && (
          <p class="alarm">
            <span role="alert">{call.trouble.value}</span>{' '}
            <button type="button" class="link" onClick={() => salon.sheet.choose('chat')}>
              {words.write}
            </button>
          </p>
        )}
        <button type="submit" class="main-button" aria-disabled={call.busy.value}>
          {moving ? words.moveTo : words.askCall}
        </button>
        {moving && (
          <button type="button" class="link" onClick={() => call.changeTime(false)}>
            {words.stay}
          </button>
        )}
      </div>
      <Notice salon={salon} />
    </form>
  );
}

interface Fielded {
  field: CallField;
  label: string;
  hint?: string;
  error: string | undefined;
  value: string;
  change: (text: string) => void;
}

function Field({ field, label, hint, error, value, change }: Fielded) {
  const phone = field === 'phone';
  return (
    <div class="field">
      <label class="label" for={`call-${field}`}>
        {label}
      </label>
      <input
        id={`call-${field}`}
        name={field}
        {...(phone ? { type: 'tel', inputMode: 'tel' } : { type: 'text' })}
        autocomplete={phone ? 'tel' : 'name'}
        dir={phone ? 'ltr' : 'auto'}
        maxLength={phone ? LIMITS.phoneChars : LIMITS.nameChars}
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={`call-${field}-said`}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <p id={`call-${field}-said`} class={error ? 'alarm' : 'small'}>
        {error || hint}
      </p>
    </div>
  );
}
