package protocol

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Plain says in the words of the sender what encoding/json says in those of Go.
func Plain(err error) error {
	const unknown = "json: unknown field "
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("it is not %s, as it has to be", wanted(kind.Type))
	case errors.As(err, &kind):
		return fmt.Errorf("%s is not %s, as it has to be", kind.Field, wanted(kind.Type))
	case strings.HasPrefix(err.Error(), unknown):
		return fmt.Errorf("there is no field %s", strings.TrimPrefix(err.Error(), unknown))
	case errors.As(err, &syntax), strings.Contains(err.Error(), "EOF"):
		return errors.New("it is no JSON, or not whole")
	}
	return err
}

// wanted names what was to be read.
func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.String:
		return "a word"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list"
	case reflect.Pointer:
		return wanted(t.Elem())
	}
	return "an object"
}
