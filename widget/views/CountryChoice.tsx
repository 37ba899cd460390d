import type { Call } from '../models/call.ts';
import { countriesIn } from '../models/countries.ts';
import type { RefusedWords } from '../words/call-refused.ts';
import type { Language } from '../words/languages.ts';

interface Chosen {
  call: Call;
  words: RefusedWords;
  language: Language;
}

/** In which country her number is dialled: asked where nothing tells it, never guessed. */
export function CountryChoice({ call, words, language }: Chosen) {
  return (
    <label class="field">
      <span class="label">{words.country}</span>
      <select
        // What it corrects is her number.
        name="phone"
        autocomplete="country"
        value={call.country.value}
        // Before the form hears of it and draws the field anew.
        onInput={(event) => call.fill({ country: event.currentTarget.value })}
      >
        <option value="">{words.choose}</option>
        {countriesIn(language).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
