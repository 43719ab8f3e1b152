// fasthttp with goccy/go-json: server PORT
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/goccy/go-json"
	"github.com/valyala/fasthttp"
)

type User struct {
	ID    *int64  `json:"id"`
	Name  *string `json:"name"`
	Email *string `json:"email"`
}

func createUser(ctx *fasthttp.RequestCtx) {
	var user User
	if string(ctx.Path()) != "/user" || !ctx.IsPost() {
		ctx.Error("there is no such route", fasthttp.StatusNotFound)
		return
	}
	if err := json.Unmarshal(ctx.PostBody(), &user); err != nil {
		ctx.Error("the body cannot be read", fasthttp.StatusBadRequest)
		return
	}
	if user.ID == nil || user.Name == nil || user.Email == nil {
		ctx.Error("a member is missing", fasthttp.StatusUnprocessableEntity)
		return
	}
	made := User{ID: user.ID, Name: user.Name, Email: user.Email}
	body, err := json.Marshal(&made)
	if err != nil {
		ctx.Error("", fasthttp.StatusInternalServerError)
		return
	}
	ctx.SetContentType("application/json")
	ctx.SetBody(body)
}

func main() {
	log.Fatal(fasthttp.ListenAndServe(fmt.Sprintf("127.0.0.1:%s", os.Args[1]), createUser))
}
