// net/http with goccy/go-json: server PORT
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/goccy/go-json"
)

type User struct {
	ID    *int64  `json:"id"`
	Name  *string `json:"name"`
	Email *string `json:"email"`
}

func createUser(w http.ResponseWriter, r *http.Request) {
	var user User
	if err := json.NewDecoder(r.Body).Decode(&user); err != nil {
		http.Error(w, "the body cannot be read", http.StatusBadRequest)
		return
	}
	if user.ID == nil || user.Name == nil || user.Email == nil {
		http.Error(w, "a member is missing", http.StatusUnprocessableEntity)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	made := User{ID: user.ID, Name: user.Name, Email: user.Email}
	if err := json.NewEncoder(w).Encode(&made); err != nil {
		log.Print(err)
	}
}

func main() {
	http.HandleFunc("POST /user", createUser)
	log.Fatal(http.ListenAndServe(fmt.Sprintf("127.0.0.1:%s", os.Args[1]), nil))
}
