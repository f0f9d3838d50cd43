/*
 * test_dimensions.c
 *		Tests of extension/core/dimensions.c, against texts put together one
 *		smallest key at a time.
 */
#include "dimensions.h"

#include "tap.h"

#define MOST 9

static void
write_text(RiDimension *dimensions, size_t n, char *out)
{
	size_t		length;

	ri_dimensions_sort(dimensions, n);
	length = ri_dimensions_length(dimensions, n);
	memset(out, '!', length + 1);
	ri_dimensions_write(dimensions, n, out);
	tap_ok(out[length] == '!', "the length is that of the text");
	out[length] = '\0';
}

static void
text_is(size_t n, const char *const *pairs, const char *wanted)
{
	RiDimension dimensions[MOST];
	char		text[200];
	size_t		i;

	for (i = 0; i < n; i++)
	{
		dimensions[i].key = pairs[2 * i];
		dimensions[i].key_len = strlen(pairs[2 * i]);
		dimensions[i].value = pairs[2 * i + 1];
		dimensions[i].value_len = strlen(pairs[2 * i + 1]);
	}
	write_text(dimensions, n, text);
	tap_same_text(text, wanted, "\"%s\"", wanted);
}

/* The least key that is greater than the one before, by strcmp(). */
static void
select_text(size_t n, char keys[][8], char values[][8], char *out)
{
	const char *last = "";
	size_t		done;

	*out = '\0';
	for (done = 0; done < n; done++)
	{
		size_t		least = n;
		size_t		i;

		for (i = 0; i < n; i++)
		{
			if (strcmp(keys[i], last) > 0 &&
				(least == n || strcmp(keys[i], keys[least]) < 0))
				least = i;
		}
		sprintf(out + strlen(out), "%s%s=%s", done > 0 ? ";" : "", keys[least],
				values[least]);
		last = keys[least];
	}
}

static void
test_random(void)
{
	uint64_t	state = tap_seed();
	int			wrong = 0;
	int			round;

	for (round = 0; round < 20000; round++)
	{
		char		keys[MOST][8];
		char		values[MOST][8];
		RiDimension dimensions[MOST];
		size_t		n = (size_t) tap_random_between(&state, 0, MOST);
		char		wanted[200];
		char		got[200];
		size_t		i;

		for (i = 0; i < n; i++)
		{
			/* many share a beginning; the last digit makes them different */
			snprintf(keys[i], sizeof(keys[i]), "%.*s%c%d",
					 (int) tap_random_between(&state, 0, 3), "a_\xc3\xa5",
					 (char) tap_random_between(&state, '!', '~'), (int) i);
			snprintf(values[i], sizeof(values[i]), "%d",
					 (int) tap_random_between(&state, 0, 9999));
			dimensions[i].key = keys[i];
			dimensions[i].key_len = strlen(keys[i]);
			dimensions[i].value = values[i];
			dimensions[i].value_len = strlen(values[i]);
		}
		select_text(n, keys, values, wanted);
		ri_dimensions_sort(dimensions, n);
		ri_dimensions_write(dimensions, n, got);
		got[ri_dimensions_length(dimensions, n)] = '\0';
		wrong += strcmp(got, wanted) != 0;
	}
	tap_equal(wrong, 0, "any keys come in the order of their bytes");
}

int
main(void)
{
	static const char *const three[] = {"b", "2", "a", "1", "Z", "x"};
	static const char *const prefix[] = {"phase_model", "3", "phase", "1"};
	static const char *const empty[] = {"k", ""};
	static const char *const beyond[] = {"\xc3\xa5", "1", "z", "2"};

	text_is(0, NULL, "");
	text_is(3, three, "Z=x;a=1;b=2");
	text_is(2, prefix, "phase=1;phase_model=3");
	text_is(1, empty, "k=");
	text_is(2, beyond, "z=2;\xc3\xa5=1");
	test_random();
	return tap_finish();
}
