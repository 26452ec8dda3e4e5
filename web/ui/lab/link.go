package lab

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ParseLink reads the query of a link as it was meant. Mail programs, filters and
// learning platforms write &amp; for &, encode what was encoded, and take the full stop
// or the bracket behind a link for its end. No setting has any of that in its value, so
// it can be undone. The same is done in guard.js, for what is said of the frame.
func ParseLink(query string) url.Values {
	link := url.Values{}
	for _, part := range strings.FieldsFunc(query, separates) {
		addTo(link, part)
	}
	return link
}

// Said is what a link says of a key, in whatever letters.
func Said(link url.Values, key string) (value string, said bool) {
	for _, k := range slices.Sorted(maps.Keys(link)) {
		if strings.EqualFold(k, key) {
			return link[k][0], true
		}
	}
	return "", false
}

func separates(r rune) bool { return r == '&' || r == ';' }

// addTo adds what a part of a query says.
func addTo(link url.Values, part string) {
	key, value, whole := strings.Cut(strings.ReplaceAll(part, "+", " "), "=")
	if !whole {
		if inner := decoded(part); strings.ContainsRune(inner, '=') { // the whole of it was encoded
			for _, p := range strings.FieldsFunc(inner, separates) {
				addTo(link, p)
			}
			return
		}
	}
	if key = entity(strings.TrimLeft(bare(decoded(key)), "?")); key == "" {
		return
	}
	value = decoded(strings.TrimPrefix(value, "3D")) // some mail writes = as =3D
	rest := ""
	if end := strings.IndexFunc(value, separates); end >= 0 && word(value[:end]) {
		value, rest = value[:end], value[end:] // the separators behind it were encoded
	}
	link.Add(key, bare(value))
	for _, p := range strings.FieldsFunc(rest, separates) {
		if strings.ContainsRune(p, '=') {
			addTo(link, p)
		}
	}
}

// entity takes the rest of an HTML entity off a key.
func entity(key string) string {
	for _, rest := range []string{"amp;", "#38;", "#x26;"} {
		for len(key) > len(rest) && strings.EqualFold(key[:len(rest)], rest) {
			key = key[len(rest):]
		}
	}
	return key
}

// decoded undoes every layer of percent-encoding. What is no encoding stays.
func decoded(s string) string {
	for range 8 {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '%' && i+2 < len(s) {
				if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
					b.WriteByte(byte(c))
					i += 2
					continue
				}
			}
			b.WriteByte(s[i])
		}
		if b.Len() == len(s) {
			break
		}
		s = b.String()
	}
	return strings.ToValidUTF8(s, "�")
}

// bare takes off what stood around a link in a text, and makes the hyphens that
// writing programs put in hyphens again.
func bare(s string) string {
	s, _, _ = strings.Cut(s, "#")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Pd, r), r == '−':
			return '-'
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	const around = " \u00a0\"'`*_<>()[]{}“”„’‘‚»«›‹|\\"
	return strings.TrimRight(strings.TrimLeft(s, around), around+".,;:!?…")
}

// word tells whether a value is one that a setting may have.
func word(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .+-_,", r)
	})
}
