//go:build !js

package site

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	tag       = regexp.MustCompile(`<([a-zA-Z][\w-]*)((?:\s+[^\s=<>"/]+(?:="(?:[^"\\]|\\.)*")?)+)\s*(/?>)`)
	attribute = regexp.MustCompile(`([^\s=<>"/]+)(?:=("(?:[^"\\]|\\.)*"))?`)
)

// booleans are the attributes that say yes by being there. For all others a
// missing value is the empty string: aria-hidden would say no.
var booleans = []string{"async", "autofocus", "checked", "defer", "disabled", "hidden", "multiple", "open", "readonly", "required", "selected"}

// tidy mends what go-app does to attributes when it prerenders: it writes them
// in random order, quotes their values as Go strings, and leaves out the value
// "true".
func tidy(page string) string {
	return tag.ReplaceAllStringFunc(page, func(t string) string {
		m := tag.FindStringSubmatch(t)
		var attrs []string
		for _, a := range attribute.FindAllStringSubmatch(m[2], -1) {
			attrs = append(attrs, tidyAttribute(a[1], a[2]))
		}
		slices.Sort(attrs)
		return "<" + m[1] + " " + strings.Join(attrs, " ") + m[3]
	})
}

func tidyAttribute(name, quoted string) string {
	if quoted == "" {
		if slices.Contains(booleans, name) {
			return name
		}
		quoted = `"true"`
	}
	value, err := strconv.Unquote(quoted)
	if err != nil {
		value = strings.Trim(quoted, `"`) // plain HTML, from app.Raw
	}
	return name + `="` + html.EscapeString(html.UnescapeString(value)) + `"`
}
